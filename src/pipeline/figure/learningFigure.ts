import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import type {TrainingHistory} from "../training/train.js";
import {seriesColours} from "./theme.js";

/** One model's curve. */
export interface LearningCurve {
  readonly name: string;
  readonly history: TrainingHistory;
}

/** Loss and accuracy by epoch, training dashed, validation solid, the kept epoch marked; one colour a model. */
export function learningFigure(
  curves: readonly LearningCurve[],
  {id = "learning"}: {readonly id?: string} = {},
): PlotPayload {
  const best = curves.map(({name, history}) => {
    const kept = history.epochs[history.bestEpoch - 1]!;
    return `${name}: epoch ${history.bestEpoch} of ${history.epochs.length}, ${(100 * kept.validationAccuracy).toFixed(1)} % on validation`;
  });
  return {
    kind: "plot",
    id,
    caption: `Learning curves: loss (left) and accuracy (right); dashed on training batches, solid on the validation set. The dot marks the epoch whose weights were kept (${best.join("; ")}).`,
    alt: `Loss falls and accuracy rises over the epochs. ${best.join("; ")}.`,
    height: 380,
    data: curves.flatMap(({name, history}, i) => tracesOf(name, history, seriesColours[i % seriesColours.length]!)),
    layout: {
      grid: {rows: 1, columns: 2, pattern: "independent"},
      xaxis: {title: {text: "epoch"}, dtick: tick(curves)},
      xaxis2: {title: {text: "epoch"}, dtick: tick(curves)},
      yaxis: {title: {text: "loss (cross-entropy)"}, automargin: true},
      yaxis2: {title: {text: "accuracy"}, tickformat: ".0%", automargin: true},
      legend: {orientation: "h", y: 1.16},
    },
  };
}

function tick(curves: readonly LearningCurve[]): number {
  const most = Math.max(...curves.map(({history}) => history.epochs.length));
  return Math.max(1, Math.round(most / 8));
}

function tracesOf(name: string, {epochs, bestEpoch}: TrainingHistory, colour: string): PlotTrace[] {
  const x = epochs.map(({epoch}) => epoch);
  const kept = epochs[bestEpoch - 1]!;
  const line = (ys: number[], dash: string, axes: object, label: string, showlegend: boolean): PlotTrace => ({
    type: "scatter",
    mode: "lines",
    x,
    y: ys,
    line: {color: colour, dash, width: dash === "solid" ? 2.2 : 1.4},
    name: label,
    legendgroup: label,
    showlegend,
    ...axes,
  });
  const dot = (y: number, axes: object): PlotTrace => ({
    type: "scatter",
    mode: "markers",
    x: [bestEpoch],
    y: [y],
    marker: {color: colour, size: 9},
    hovertemplate: `${name}, epoch kept: %{y}<extra></extra>`,
    showlegend: false,
    ...axes,
  });
  const right = {xaxis: "x2", yaxis: "y2"};
  return [
    line(
      epochs.map((e) => e.trainLoss),
      "dot",
      {},
      `${name}, training`,
      true,
    ),
    line(
      epochs.map((e) => e.validationLoss),
      "solid",
      {},
      `${name}, validation`,
      true,
    ),
    dot(kept.validationLoss, {}),
    line(
      epochs.map((e) => e.trainAccuracy),
      "dot",
      right,
      `${name}, training`,
      false,
    ),
    line(
      epochs.map((e) => e.validationAccuracy),
      "solid",
      right,
      `${name}, validation`,
      false,
    ),
    dot(kept.validationAccuracy, right),
  ];
}
