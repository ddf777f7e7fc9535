import {suggestion} from "../../../core/nearest.js";
import type {Problem} from "../finding.js";
import {numberedCells, type ReadSource} from "../source.js";

/** Tags that the executor, the renderer or another form of the report reads. */
const knownTags: readonly string[] = [
  "parameters",
  "hide-input",
  "hide-output",
  "hide-cell",
  "remove-cell",
  "show-input",
  "raises-exception",
  "skip-execution",
  "slide",
  "fragment",
  "notes",
  "summary",
];

/** Tags with a part that the author chooses. */
const patterns = [/^timeout-\d+(\.\d+)?$/, /^injected-parameters$/];

/** Tags that nothing reads, each with the nearest one that something does. */
export function checkTags({notebook}: ReadSource, own: readonly string[]): Problem[] {
  const known = [...knownTags, ...own];
  return numberedCells(notebook).flatMap(({cell, number}) =>
    (cell.metadata.tags ?? [])
      .filter((tag) => !known.includes(tag) && !patterns.some((pattern) => pattern.test(tag)))
      .map((tag) => {
        const hint = suggestion(tag, [...known, "timeout-600"]);
        const remedy = `take it out, or list it in "check": {"tags": ["${tag}"]} of report.json`;
        return {rule: "tags", cell: number, message: `nothing reads the tag "${tag}"${hint}`, remedy};
      }),
  );
}
