import {join, relative} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {readJson, readText} from "../../core/files.js";
import {libraryRoot, type ProjectPaths} from "../../core/paths.js";
import {checkSources} from "../render/citation/source.js";
import {checkGlossary} from "../render/glossary/glossary.js";
import type {GlossaryInput, SourcesInput} from "../render/input.js";
import type {DocumentConfig} from "./documentConfig.js";

/**
 * Reads what prose may cite, `references.json` (CSL-JSON) beside report.json, and the style of citations; undefined where the report has
 * no such file and does not name one.
 * @throws LookbookError `missing-file` or `bad-file` naming the file, the entry and the field
 */
export async function readSources(
  {root, report}: Pick<ProjectPaths, "root" | "report">,
  {references, citationStyle = "numeric"}: Pick<DocumentConfig, "references" | "citationStyle">,
): Promise<SourcesInput | undefined> {
  const file = join(report, references ?? "references.json");
  const raw =
    references === undefined
      ? await ifThere(readJson(file, "list of sources"))
      : await readJson(file, "list of sources");
  if (raw === undefined) return undefined;
  const path = relative(root, file);
  const own = join(libraryRoot(), "report", "styles");
  const stylePath = ownStyles.includes(citationStyle) ? join(own, `${citationStyle}.csl`) : join(report, citationStyle);
  const locale = (name: string): Promise<string> => readText(join(own, `locales-${name}.xml`), "locale of citations");
  const [style, english, german] = await Promise.all([
    readStyle(stylePath, citationStyle),
    locale("en-US"),
    locale("de-DE"),
  ]);
  return {
    path,
    items: checkSources(raw, path),
    style,
    stylePath: relative(root, stylePath),
    locales: {"en-US": english, "de-DE": german},
  };
}

/** Reads `glossary.json` beside report.json; undefined where there is none. @throws LookbookError `bad-file` naming the term and the field */
export async function readGlossary({
  root,
  report,
}: Pick<ProjectPaths, "root" | "report">): Promise<GlossaryInput | undefined> {
  const file = join(report, "glossary.json");
  const raw = await ifThere(readJson(file, "glossary"));
  const path = relative(root, file);
  return raw === undefined ? undefined : {path, terms: checkGlossary(raw, path)};
}

const ownStyles: readonly string[] = ["numeric", "author-date"];

async function readStyle(path: string, name: string): Promise<string> {
  try {
    return await readText(path, "citation style");
  } catch (cause) {
    if (!(cause instanceof LookbookError) || cause.code !== "missing-file") throw cause;
    const known = `${ownStyles.join(", ")}, or a CSL file beside report.json`;
    throw new LookbookError("bad-config", `report.json: "citationStyle" must be ${known}, got "${name}"`, {cause});
  }
}

async function ifThere<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (cause) {
    if (cause instanceof LookbookError && cause.code === "missing-file") return undefined;
    throw cause;
  }
}
