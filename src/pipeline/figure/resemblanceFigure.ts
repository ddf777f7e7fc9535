import type {PlotPayload} from "../../core/payload.js";
import type {ClassResemblance} from "../explore/classResemblance.js";
import {sequentialScale} from "./theme.js";

/** Heat map of the correlations between the classes' mean pictures. */
export function resemblanceFigure(
  {classNames, between, pairs}: ClassResemblance,
  {id = "resemblance"}: {readonly id?: string} = {},
): PlotPayload {
  const [closest] = pairs;
  const pair = `${closest?.first} and ${closest?.second}`;
  return {
    kind: "plot",
    id,
    caption: `Correlation between the mean pictures of the classes. The closest pair: ${pair}, at ${closest?.similarity.toFixed(2)}.`,
    alt: `Matrix of correlations between ${classNames.length} classes; the closest pair is ${pair}.`,
    height: 500,
    data: [
      {
        type: "heatmap",
        x: classNames,
        y: classNames,
        z: between,
        zmin: 0,
        zmax: 1,
        text: between.map((row) => row.map((value) => value.toFixed(2))),
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
