import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import {wilson} from "../../core/statistics.js";
import type {Calibration} from "../evaluation/calibration/calibration.js";
import type {ReliabilityBin} from "../evaluation/calibration/reliability.js";
import {errorBars} from "./errorBars.js";
import {seriesColours} from "./theme.js";

/** One state of a model's confidence, such as before or after temperature scaling. */
export interface CalibrationSeries {
  readonly name: string;
  readonly calibration: Calibration;
}

/**
 * Confidence against accuracy over bins of equal width, with Wilson's intervals, and below it how many answers have which confidence. On
 * the diagonal, confidence means what it says; above it, the model is better than it thinks.
 */
export function calibrationFigure(
  series: readonly CalibrationSeries[],
  {id = "calibration", caption}: {readonly id?: string; readonly caption: string},
): PlotPayload {
  const errors = series.map(({name, calibration}) => `${name}: ${percent(calibration.equalWidth.ece)}`);
  return {
    kind: "plot",
    id,
    caption,
    alt: `Reliability diagram: accuracy against confidence, with a histogram of confidences. Expected calibration error ${errors.join("; ")}.`,
    height: 480,
    data: [diagonal, ...series.map(reliabilityTrace), ...series.map(histogramTrace)],
    layout: {
      xaxis: {range: [0, 1.03], tickformat: ".0%", showticklabels: false},
      yaxis: {domain: [0.3, 1], title: {text: "share that was right"}, tickformat: ".0%", range: [0, 1.03]},
      xaxis2: {range: [0, 1.03], tickformat: ".0%", anchor: "y2", title: {text: "confidence of the answer"}},
      yaxis2: {domain: [0, 0.24], title: {text: "of all answers"}, tickformat: ".0%", nticks: 3, automargin: true},
      barmode: "group",
      bargap: 0.15,
      legend: {orientation: "h", y: 1.08},
    },
  };
}

const diagonal: PlotTrace = {
  type: "scatter",
  mode: "lines",
  x: [0, 1],
  y: [0, 1],
  line: {color: "#888888", dash: "dot", width: 1.2},
  hoverinfo: "skip",
  showlegend: false,
};

const symbols = ["circle", "diamond", "square"];

function reliabilityTrace({name, calibration: {equalWidth}}: CalibrationSeries, i: number): PlotTrace {
  const filled = equalWidth.bins.filter(({count}) => count > 0);
  const color = seriesColours[i % seriesColours.length]!;
  const intervals = filled.map(({accuracy, count}) => wilson(Math.round(accuracy * count), count));
  return {
    type: "scatter",
    mode: "lines+markers",
    name: `${name}: ECE ${percent(equalWidth.ece)}`,
    legendgroup: name,
    x: filled.map(({confidence}) => confidence),
    y: filled.map(({accuracy}) => accuracy),
    error_y: errorBars(intervals, {color, thickness: 1.2, width: 3}),
    marker: {color, size: 8, symbol: symbols[i % symbols.length]},
    line: {color, width: 1.4},
    text: filled.map(({count}) => count.toLocaleString("en-US")),
    hovertemplate: `${name}<br>confidence %{x:.1%}<br>right %{y:.1%}<br>%{text} pictures<extra></extra>`,
  };
}

function histogramTrace({name, calibration: {equalWidth, count}}: CalibrationSeries, i: number): PlotTrace {
  return {
    type: "bar",
    name,
    legendgroup: name,
    showlegend: false,
    xaxis: "x2",
    yaxis: "y2",
    x: equalWidth.bins.map(({low, high}: ReliabilityBin) => (low + high) / 2),
    y: equalWidth.bins.map((bin) => bin.count / count),
    marker: {color: seriesColours[i % seriesColours.length]},
    text: equalWidth.bins.map((bin) => bin.count.toLocaleString("en-US")),
    textposition: "none",
    hovertemplate: `${name}<br>about %{x:.0%}: %{y:.1%} of all answers<extra></extra>`,
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
