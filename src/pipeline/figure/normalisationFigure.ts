import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import type {PixelHistogram} from "../explore/pixelHistogram.js";
import type {Normaliser} from "../features/normalise.js";
import {seriesColours} from "./theme.js";

/** The pixels as they come and as the first layer gives them on, on a logarithmic scale: half of them share one bin. */
export function normalisationFigure(
  {edges, overall}: PixelHistogram,
  {mean, deviation}: Normaliser,
  {id = "normalisation", sampleSize}: {readonly id?: string; readonly sampleSize: number},
): PlotPayload {
  const centres = edges.slice(0, -1).map((edge, i) => (edge + edges[i + 1]! - 1) / 2);
  const bars = (x: readonly number[], colour: string, axes: object): PlotTrace => ({
    type: "bar",
    x,
    y: overall,
    width: x[1]! - x[0]!,
    marker: {color: colour, line: {color: "#ffffff", width: 0.5}},
    hovertemplate: "%{x:.3g}: %{y:.2%} of the pixels<extra></extra>",
    ...axes,
  });
  const scale = {type: "log", tickformat: ".1~%", dtick: 1, automargin: true};
  return {
    kind: "plot",
    id,
    caption: `Grey levels of all pixels of ${sampleSize.toLocaleString("en-US")} training pictures, as they come (left) and less their mean and divided by their deviation (right); shares on a logarithmic scale.`,
    alt: `Two histograms of the same shape: grey levels from 0 to 255 on the left; on the right the same from ${standard(0)} to ${standard(255)}, with mean 0.`,
    height: 320,
    data: [
      bars(centres, seriesColours[0]!, {}),
      bars(
        centres.map((level) => (level - mean) / deviation),
        seriesColours[1]!,
        {xaxis: "x2", yaxis: "y2"},
      ),
    ],
    layout: {
      grid: {rows: 1, columns: 2, pattern: "independent"},
      showlegend: false,
      xaxis: {title: {text: "grey level"}},
      xaxis2: {title: {text: "deviations from the mean"}, zeroline: true},
      yaxis: {title: {text: "share of pixels"}, ...scale},
      yaxis2: scale,
    },
  };

  function standard(level: number): string {
    return ((level - mean) / deviation).toFixed(2);
  }
}
