import type {CodeCell} from "../notebook/nbformat.js";
import type {Problem} from "./problem.js";

/** A cell that shows a problem where it stands, drawn as the report draws a cell that failed; it counts as no cell of the notebook. */
export function problemCell({cell, message, detail}: Problem, path: string): CodeCell {
  const place = cell === undefined ? path : `${path}, cell ${cell}`;
  return {
    cell_type: "code",
    id: "problem",
    metadata: {tags: ["injected-parameters"]},
    source: "",
    execution_count: null,
    outputs: [
      {output_type: "error", ename: place, evalue: message, traceback: detail === "" ? [] : detail.split("\n")},
    ],
  };
}
