import {readFileSync} from "node:fs";
import {parseRaw} from "../form/ids.js";
import {headingTexts} from "./markdown.js";

/**
 * The anchors of a file that links may name after `#`: of Markdown as GitHub makes them, of a notebook as Jupyter does; undefined for
 * files whose anchors nobody knows.
 */
export function anchorsIn(file: string): ReadonlySet<string> | undefined {
  if (file.endsWith(".md")) return new Set(headingTexts(readFileSync(file, "utf8")).map(githubAnchor));
  if (!file.endsWith(".ipynb")) return undefined;
  const cells = parseRaw(readFileSync(file, "utf8"))?.["cells"];
  if (!Array.isArray(cells)) return undefined;
  const sources = cells.flatMap((cell: {cell_type?: unknown; source?: unknown}) =>
    cell.cell_type === "markdown" ? [[cell.source].flat().join("")] : [],
  );
  return new Set(sources.flatMap(headingTexts).map((text) => text.replaceAll(" ", "-")));
}

/** https://github.com/Flet/github-slugger */
function githubAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replaceAll(" ", "-");
}
