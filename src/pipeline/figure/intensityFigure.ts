import type {PlotPayload} from "../../core/payload.js";
import type {PixelHistogram} from "../explore/pixelHistogram.js";
import {classColours} from "./theme.js";

/** Grey values of all pixels but the background's, one line a class and one for all. */
export function intensityFigure(
  {edges, overall, byClass, black}: PixelHistogram,
  {id = "intensity"}: {readonly id?: string} = {},
): PlotPayload {
  const centres = edges.slice(0, -1).map((edge, i) => (edge + edges[i + 1]!) / 2);
  // The first bin is nearly all background and would flatten the rest.
  const x = centres.slice(1);
  return {
    kind: "plot",
    id,
    caption: `How the grey values are spread, without the darkest bin, which is nearly all background (${(100 * black).toFixed(0)} % of all pixels are exactly 0).`,
    alt: `Line chart of the share of pixels by grey value, for each of ${byClass.length} classes and for all together.`,
    height: 360,
    data: [
      ...byClass.map(({className, shares}, i) => ({
        type: "scatter",
        mode: "lines",
        name: className,
        x,
        y: shares.slice(1),
        line: {color: classColours[i % classColours.length], width: 1.4},
        hovertemplate: `${className}<br>grey value %{x}: %{y:.2%}<extra></extra>`,
      })),
      {
        type: "scatter",
        mode: "lines",
        name: "all classes",
        x,
        y: overall.slice(1),
        line: {color: "#222222", width: 3},
        hovertemplate: "all classes<br>grey value %{x}: %{y:.2%}<extra></extra>",
      },
    ],
    layout: {
      xaxis: {title: {text: "grey value (0 black, 255 white)"}, range: [0, 256]},
      yaxis: {title: {text: "share of pixels"}, tickformat: ".0%", rangemode: "tozero", automargin: true},
    },
  };
}
