import type {Interval, PlotPayload, TablePayload} from "../../core/payload.js";
import {errorBars} from "./errorBars.js";
import {seriesColours} from "./theme.js";

/** A way to learn, what it cost and what it reached on the test pictures. */
export interface Gain {
  readonly name: string;
  /** Parameters that learnt. */
  readonly learnt: number;
  /** Floating-point operations of the training, the stages before it and the features among them. */
  readonly work: number;
  readonly accuracy: Interval;
  readonly macroF1: Interval;
}

/** Options for {@link gainTable} and {@link gainFigure}. */
export interface GainOptions {
  readonly id?: string;
  /** Pictures that all of them learnt from. */
  readonly trainCount: number;
  readonly testCount: number;
}

/** What each way to learn cost and reached, a row each. */
export function gainTable(gains: readonly Gain[], {id = "transfer", trainCount, testCount}: GainOptions): TablePayload {
  return {
    kind: "table",
    id,
    caption: `All learnt from the same ${count(trainCount)} pictures and were tested on the same ${count(testCount)}. The work of a training in floating-point operations (T: trillions), the backbone's features and the stages before among it.`,
    columns: [
      {name: "Learnt"},
      {name: "Parameters that learnt", format: "integer"},
      {name: "Work", format: "si(1)"},
      {name: "Accuracy", format: "percent(1)"},
      {name: "Macro F1", format: "percent(1)"},
    ],
    rows: gains.map(({name, learnt, work, accuracy, macroF1}) => [name, learnt, work, accuracy, macroF1]),
  };
}

/** Accuracy with its interval against the work of the training: the floor a dot of its own, the stages joined in their order. */
export function gainFigure(
  [floor, ...stages]: readonly [Gain, ...Gain[]],
  {id = "gain", trainCount, testCount}: GainOptions,
): PlotPayload {
  const described = [floor, ...stages].map(
    ({name, work, accuracy}) =>
      `${name} ${(100 * accuracy.value).toFixed(1)} % for ${(work / 1e12).toPrecision(2)} trillion operations`,
  );
  return {
    kind: "plot",
    id,
    caption: `Cost against gain: accuracy on ${count(testCount)} test pictures, with 95 % intervals by Wilson, against the work of the training, on a logarithmic axis; all learnt from the same ${count(trainCount)} pictures. The line goes through the stages of the transfer in their order.`,
    alt: `One dot a way to learn. ${described.join("; ")}.`,
    height: 360,
    data: [
      {...dots([floor], seriesColours[1]!), mode: "markers", name: floor.name},
      {...dots(stages, seriesColours[0]!), mode: "lines+markers", name: "Transfer, stage by stage"},
    ],
    layout: {
      legend: {orientation: "h", y: 1.14},
      xaxis: {type: "log", title: {text: "work of the training (floating-point operations)"}},
      yaxis: {title: {text: "accuracy"}, tickformat: ".0%", automargin: true},
    },
  };
}

function dots(gains: readonly Gain[], color: string): PlotPayload["data"][number] {
  return {
    type: "scatter",
    x: gains.map(({work}) => work),
    y: gains.map(({accuracy}) => accuracy.value),
    error_y: errorBars(
      gains.map(({accuracy}) => accuracy),
      {symmetric: false},
    ),
    text: gains.map(({name}) => name),
    marker: {color, size: 9},
    line: {color},
    hovertemplate: "%{text}: %{y:.1%}<extra></extra>",
  };
}

function count(n: number): string {
  return n.toLocaleString("en-US");
}
