import type {Interval, PlotPayload, TablePayload} from "../../../core/payload.js";
import type {CostScenario} from "../../evaluation/value/costSensitivity.js";
import {errorBars} from "../errorBars.js";
import {table} from "../table.js";
import {seriesColours} from "../theme.js";

/** Options for {@link sensitivityFigure} and {@link sensitivityTable}. */
export interface SensitivityOptions {
  readonly id?: string;
  readonly currency: string;
  /** Test pictures. */
  readonly testCount: number;
}

/** What the model saves against a person who looks at everything, under each of the assumed prices. */
export function sensitivityFigure(
  scenarios: readonly CostScenario[],
  {id = "sensitivity", currency, testCount}: SensitivityOptions,
): PlotPayload {
  const upwards = [...scenarios].reverse();
  const sorted = [...scenarios].sort((a, b) => a.saving.value - b.saving.value);
  const range =
    sorted.length > 0
      ? `${round(sorted[0]!.saving.value)} to ${round(sorted.at(-1)!.saving.value)} ${currency}`
      : "nothing";
  return {
    kind: "plot",
    id,
    caption: `What the shipped model saves against a person who looks at everything, for 1,000 pictures, if one assumed price is another: ${range}. Dots with 95 % intervals from ${testCount.toLocaleString("en-US")} test pictures; the threshold is chosen anew on validation pictures for each.`,
    alt: `Dot plot of savings in ${scenarios.length} scenarios: ${scenarios.map(({name, saving}) => `${name} ${round(saving.value)}`).join(", ")}.`,
    height: 110 + 32 * scenarios.length,
    data: [
      {
        type: "scatter",
        mode: "markers+text",
        x: upwards.map(({saving}) => saving.value),
        y: upwards.map(({name}) => name),
        text: upwards.map(({saving}) => round(saving.value)),
        textposition: "top center",
        error_x: errorBars(
          upwards.map(({saving}) => saving),
          {symmetric: false, thickness: 1.5, width: 4},
        ),
        marker: {color: upwards.map((_, i) => seriesColours[i === upwards.length - 1 ? 1 : 0]), size: 9},
        cliponaxis: false,
        showlegend: false,
        hovertemplate: `%{y}: %{x:.0f} ${currency}<extra></extra>`,
      },
    ],
    layout: {
      xaxis: {title: {text: `${currency} saved for 1,000 pictures`}, rangemode: "tozero"},
      yaxis: {automargin: true, categoryorder: "array", categoryarray: upwards.map(({name}) => name)},
    },
  };
}

/** The same in numbers. */
export function sensitivityTable(
  scenarios: readonly CostScenario[],
  {id = "sensitivity", currency, testCount}: SensitivityOptions,
): TablePayload {
  const rows = scenarios.map(({name, threshold, reviewed, byHand, withModel, saving}) => ({
    name,
    threshold: threshold === Number.POSITIVE_INFINITY ? "no answer" : threshold.toFixed(3),
    reviewed,
    byHand,
    withModel,
    saving,
  }));
  return table(rows, {
    id,
    caption: `The refund case under other prices, in ${currency} for 1,000 pictures, on ${testCount.toLocaleString("en-US")} test pictures: the threshold chosen on validation pictures, the share that a person sees, the cost of everything by hand and with the model, and the saving with its bootstrap interval over pictures.`,
    columns: {
      name: {name: "Prices"},
      threshold: {name: "Threshold", align: "right"},
      reviewed: {name: "Seen by a person", format: "percent(0)"},
      byHand: {name: "By hand", format: "integer"},
      withModel: {name: "With the model", format: "integer"},
      saving: {name: "Saved", format: "integer"},
    },
  });
}

/** One thing that could be done next. */
export interface NextStep {
  readonly step: string;
  /** On what the expectation rests, such as `recorded answers` or `upper bound`. */
  readonly basis: string;
  /** In accuracy, as shares; null where it changes none, or nobody knows. */
  readonly accuracy: Interval | number | null;
  /** In currency for 1,000 pictures; null where nobody knows. */
  readonly value: Interval | number | null;
}

/** What could be done next, with the gain to be expected of each. */
export function nextTable(
  steps: readonly NextStep[],
  {id = "next", currency, testCount}: SensitivityOptions,
): TablePayload {
  const rows = steps.map(({step, basis, accuracy, value}) => ({step, basis, accuracy: inPoints(accuracy), value}));
  return table(rows, {
    id,
    caption: `What could be done next, and what is to be expected of it: gain in accuracy in percentage points, and in ${currency} for 1,000 pictures in the refund case, on ${testCount.toLocaleString("en-US")} test pictures. An empty field means that no number here tells.`,
    columns: {
      step: {name: "Step"},
      basis: {name: "Rests on"},
      accuracy: {name: "Points", format: "fixed(2)"},
      value: {name: currency, format: "integer"},
    },
  });
}

function inPoints(gain: Interval | number | null): Interval | number | null {
  if (gain === null || typeof gain === "number") return gain === null ? null : 100 * gain;
  const {value, low, high, level} = gain;
  return {value: 100 * value, low: 100 * low, high: 100 * high, level};
}

function round(amount: number): string {
  return Math.round(amount).toLocaleString("en-US");
}
