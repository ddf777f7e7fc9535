import type {Tokens} from "../../render/figure/selfContained.js";

/** What converting one file needs to know of the others. */
export interface MarkdownPage {
  /** Path of the file, such as `03-baseline.md`. */
  readonly path: string;
  /** Where an id of the report is to be found: the path of its file. */
  readonly fileOf: ReadonlyMap<string, string>;
  /** Ids that some link of the Markdown leads to; no other place is marked. */
  readonly linked: ReadonlySet<string>;
  /** Colours and fonts of the report's page, for figures. */
  readonly tokens: Tokens;
  /** Takes a file that lies beside the text; gives its path. */
  readonly store: (path: string, content: string | Uint8Array) => string;
  readonly warn: (message: string) => void;
}

/** The address of a place of the report, seen from a page; undefined where no file has it. */
export function addressOf(id: string, {path, fileOf}: MarkdownPage): string | undefined {
  const file = fileOf.get(id);
  if (file === undefined) return undefined;
  const fragment = `#${encodeURIComponent(id)}`;
  return file === path ? fragment : `${encodeURI(file)}${fragment}`;
}

/** Marks a place that links lead to. */
export function markOf(id: string | undefined, {linked}: MarkdownPage): string {
  return id !== undefined && linked.has(id) ? `<a id="${id}"></a>` : "";
}
