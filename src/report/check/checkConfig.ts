import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {readJson} from "../../core/files.js";
import {isRecord} from "../../core/isRecord.js";
import {suggestion} from "../../core/nearest.js";
import {isRule, type RuleName, ruleNames, type Severity} from "./rules.js";

/** How headings are written. */
export type HeadingCase = "sentence-case" | "title-case" | "any";

/** `check` of report.json: what a project asks of its notebooks beyond the defaults. */
export interface CheckConfig {
  /** BCP 47 tag of the prose: rules of case are those of English. */
  readonly language: string;
  /** Defaults to `any`. */
  readonly headings: HeadingCase;
  /** Wrong word to right word, and the names that keep their capitals. */
  readonly words: WordList;
  /** Weight of single rules, over that of the catalogue. */
  readonly rules: Readonly<Partial<Record<RuleName, Severity | "off">>>;
  /** Tags that the project uses for itself. */
  readonly tags: readonly string[];
  /** Whether an element of an array may be undefined: TypeScript's `noUncheckedIndexedAccess`; defaults to false. */
  readonly uncheckedIndex: boolean;
}

/** A project's list of words. */
export interface WordList {
  /** Wrong to right. */
  readonly wrong: ReadonlyMap<string, string>;
  /** Names that keep their capitals in headings. */
  readonly names: ReadonlySet<string>;
}

/** What is asked of a notebook that belongs to no report. */
export const defaultCheckConfig: CheckConfig = {
  language: "en",
  headings: "any",
  words: {wrong: new Map(), names: new Set()},
  rules: {},
  tags: [],
  uncheckedIndex: false,
};

/**
 * Reads `check` of report.json, and the list of words that it names.
 * @param folder of report.json
 * @throws LookbookError `bad-config` naming the key, `missing-file` for the list
 */
export async function readCheckConfig(folder: string): Promise<CheckConfig> {
  const path = join(folder, "report.json");
  const raw = await readJson(path, "report configuration");
  const {check = {}, language} = isRecord(raw) ? raw : {};
  const fail = (key: string, expected: string, got: unknown): never => {
    throw new LookbookError("bad-config", `${path}: "${key}" must be ${expected}, got ${JSON.stringify(got)}`);
  };
  if (!isRecord(check)) return fail("check", "an object", check);
  const known = ["headings", "words", "rules", "tags", "uncheckedIndex"];
  const unknown = Object.keys(check).find((key) => !known.includes(key));
  if (unknown !== undefined) fail(`check.${unknown}`, `one of ${known.join(", ")}`, check[unknown]);
  const {headings = "any", words, rules = {}, tags = [], uncheckedIndex = false} = check;
  if (headings !== "any" && headings !== "sentence-case" && headings !== "title-case")
    return fail("check.headings", '"sentence-case", "title-case" or "any"', headings);
  if (words !== undefined && typeof words !== "string") return fail("check.words", "the path of a text file", words);
  if (!isRecord(rules)) return fail("check.rules", "an object", rules);
  for (const [name, severity] of Object.entries(rules)) {
    if (!isRule(name)) fail("check.rules", `named by rules${suggestion(name, ruleNames)}`, name);
    if (severity !== "error" && severity !== "warning" && severity !== "off")
      fail(`check.rules.${name}`, '"error", "warning" or "off"', severity);
  }
  if (!isTexts(tags)) return fail("check.tags", "a list of texts", tags);
  if (typeof uncheckedIndex !== "boolean") return fail("check.uncheckedIndex", "true or false", uncheckedIndex);
  return {
    language: typeof language === "string" ? language : "en",
    headings,
    words: words === undefined ? defaultCheckConfig.words : await readWords(join(folder, "..", words)),
    rules,
    tags,
    uncheckedIndex,
  };
}

/** Reads lines such as `pictogram -> picture`; a line without an arrow is a name that keeps its capitals, `#` starts a comment. */
async function readWords(path: string): Promise<WordList> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new LookbookError("missing-file", `the list of words ${path}, named in report.json, cannot be read`, {cause});
  });
  const lines = text.split("\n").map((line) => line.replace(/#.*/, "").trim());
  const wrong = new Map<string, string>();
  const names = new Set<string>();
  for (const line of lines.filter((line) => line !== "")) {
    const [from, to] = line.split("->").map((word) => word.trim());
    if (to === undefined) names.add(line);
    else wrong.set(from!, to);
  }
  return {wrong, names};
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
