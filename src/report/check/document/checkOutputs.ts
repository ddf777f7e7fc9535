import {fromCarrier} from "../../../core/payload.js";
import type {Notebook} from "../../notebook/nbformat.js";
import type {Problem} from "../finding.js";

/** Figures and tables of an executed notebook that lack a caption or a text for those who cannot see them. */
export function checkOutputs({cells}: Notebook): Problem[] {
  return cells.flatMap((cell, i) => {
    if (cell.cell_type !== "code") return [];
    return cell.outputs.flatMap((output): Problem[] => {
      const data = "data" in output ? output.data : {};
      const markup = data["text/html"];
      const payload = typeof markup === "string" ? fromCarrier(markup) : undefined;
      if (payload === undefined || !("caption" in payload)) return [];
      const {kind, id, caption} = payload;
      const name = `the ${kind === "table" ? "table" : "figure"} "${id}"`;
      const problems: Problem[] = [];
      if (isEmpty(caption)) {
        const remedy = "say the finding and the sample size";
        problems.push({rule: "captions", cell: i + 1, message: `${name} has no caption`, remedy});
      }
      if ("alt" in payload ? isEmpty(payload.alt) : kind !== "table") {
        const remedy = "say what it shows to those who cannot see it";
        problems.push({rule: "alternative-text", cell: i + 1, message: `${name} has no alternative text`, remedy});
      }
      return problems;
    });
  });
}

/** What comes out of a notebook may be anything, whatever its type says. */
function isEmpty(text: unknown): boolean {
  return typeof text !== "string" || text.trim() === "";
}
