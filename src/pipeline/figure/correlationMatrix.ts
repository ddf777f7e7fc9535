import type {PlotPayload} from "../../core/payload.js";
import {sequentialScale} from "./theme.js";

/**
 * Heat map of how far things are alike, each with each, the numbers in the cells.
 * @param between [n, n], coloured from 0 to 1
 */
export function correlationMatrix(
  names: readonly string[],
  between: readonly (readonly number[])[],
  written: (value: number) => string,
): Pick<PlotPayload, "data" | "layout"> {
  return {
    data: [
      {
        type: "heatmap",
        x: names,
        y: names,
        z: between,
        zmin: 0,
        zmax: 1,
        text: between.map((row) => row.map(written)),
        texttemplate: "%{text}",
        hovertemplate: "%{y} and %{x}: %{text}<extra></extra>",
        colorscale: sequentialScale,
        showscale: false,
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: {
      xaxis: {tickangle: -40, automargin: true, constrain: "domain"},
      yaxis: {autorange: "reversed", automargin: true},
    },
  };
}
