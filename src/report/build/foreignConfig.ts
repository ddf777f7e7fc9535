import {basename} from "node:path";
import type {Notebook} from "../notebook/nbformat.js";
import type {ReportConfig} from "./config.js";

/**
 * The configuration of a report of notebooks that lie in no project: titled by the first heading, with the authors that the notebook
 * names.
 * @param path of the first notebook, whose name is the title where it has no heading
 */
export function foreignConfig(notebooks: readonly Notebook[], path: string): ReportConfig {
  const [first] = notebooks;
  return {
    title: headingOf(first) ?? basename(path, ".ipynb"),
    subtitle: "",
    authors: notebooks.flatMap(authorsOf).filter((name, i, all) => all.indexOf(name) === i),
    language: "en",
    data: "",
    chapters: [],
    defaultProfile: "default",
    profiles: {default: {parameters: {}, strict: false}},
    parameters: {},
  };
}

/** The first heading of the highest level, without Markdown's signs for emphasis. */
function headingOf(notebook: Notebook | undefined): string | undefined {
  const prose = (notebook?.cells ?? []).filter(({cell_type}) => cell_type === "markdown").map(({source}) => source);
  const heading = /^#[ \t]+(.+?)[ \t]*#*[ \t]*$/m.exec(prose.join("\n\n").replaceAll(/^```[\s\S]*?^```/gm, ""))?.[1];
  return heading?.replaceAll(/[*_`]/g, "");
}

/** nbformat: `authors` of the metadata, a list of `{"name": ...}`. */
function authorsOf({metadata}: Notebook): readonly string[] {
  const authors = metadata["authors"];
  if (!Array.isArray(authors)) return [];
  return authors.flatMap((author: unknown) => {
    const name = typeof author === "object" && author !== null ? (author as Record<string, unknown>)["name"] : author;
    return typeof name === "string" && name.trim() !== "" ? [name.trim()] : [];
  });
}
