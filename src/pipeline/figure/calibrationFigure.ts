import type {PlotPayload} from "../../core/payload.js";
import type {Calibration} from "../evaluation/calibration.js";
import {seriesColours} from "./theme.js";

/** Confidence against accuracy; on the diagonal, confidence means what it says. */
export function calibrationFigure(
  {bins, ece}: Calibration,
  {id = "calibration", caption}: {readonly id?: string; readonly caption: string},
): PlotPayload {
  const filled = bins.filter(({count}) => count > 0);
  const most = Math.max(...filled.map(({count}) => count));
  return {
    kind: "plot",
    id,
    caption,
    alt: `Reliability diagram: accuracy against confidence in ${filled.length} bins; expected calibration error ${(100 * ece).toFixed(1)} %.`,
    height: 360,
    data: [
      {
        type: "scatter",
        mode: "lines",
        x: [0, 1],
        y: [0, 1],
        line: {color: "#888888", dash: "dot", width: 1.2},
        hoverinfo: "skip",
        showlegend: false,
      },
      {
        type: "scatter",
        mode: "lines+markers",
        x: filled.map(({confidence}) => confidence),
        y: filled.map(({accuracy}) => accuracy),
        // The area of a marker is proportional to the number of pictures in its bin.
        marker: {
          color: seriesColours[0],
          size: filled.map(({count}) => 5 + 22 * Math.sqrt(count / most)),
          opacity: 0.75,
        },
        line: {color: seriesColours[0], width: 1.2},
        text: filled.map(({count}) => count.toLocaleString("en-US")),
        hovertemplate: "confidence %{x:.1%}<br>right %{y:.1%}<br>%{text} pictures<extra></extra>",
        showlegend: false,
      },
    ],
    layout: {
      xaxis: {title: {text: "confidence of the answer"}, tickformat: ".0%", range: [0, 1.04]},
      yaxis: {title: {text: "share that was right"}, tickformat: ".0%", range: [0, 1.04], automargin: true},
    },
  };
}
