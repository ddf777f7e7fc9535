import type {Cell, TablePayload} from "../../../core/payload.js";
import type {Metrics} from "../../evaluation/metrics/metrics.js";
import {table} from "../table.js";

/** One model and its figures. */
export interface Measured {
  readonly name: string;
  readonly metrics: Metrics;
}

/** Options for {@link metricsTable}. */
export interface MetricsTableOptions {
  readonly caption: string;
  /** Defaults to `metrics`. */
  readonly id?: string;
}

/** Every figure of every model, with its interval: shares and areas in percent, a column a model. */
export function metricsTable(
  models: readonly Measured[],
  {caption, id = "metrics"}: MetricsTableOptions,
): TablePayload {
  const k = models[0]?.metrics.k ?? 2;
  const rows = figures(k).map(([title, of]) => ({
    title,
    ...Object.fromEntries(models.map(({name, metrics}): [string, Cell] => [name, inHundredths(of(metrics))])),
  }));
  return table(rows, {
    id,
    caption,
    columns: {
      title: {name: "Figure, times 100"},
      ...Object.fromEntries(models.map(({name}) => [name, {format: "fixed(1)"}])),
    },
  });
}

type Figure = readonly [title: string, of: (metrics: Metrics) => Metrics["accuracy"]];

function figures(k: number): readonly Figure[] {
  return [
    ["Accuracy", (m) => m.accuracy],
    ["Balanced accuracy", (m) => m.balancedAccuracy],
    [`Among the ${k} likeliest`, (m) => m.topK],
    ["Precision, macro", (m) => m.macroPrecision],
    ["Precision, weighted", (m) => m.weightedPrecision],
    ["Recall, macro", (m) => m.macroRecall],
    ["F1, macro", (m) => m.macroF1],
    ["F1, weighted", (m) => m.weightedF1],
    ["Cohen's kappa", (m) => m.kappa],
    ["Matthews correlation", (m) => m.mcc],
    ["ROC area, macro", (m) => m.macroRocArea],
    ["ROC area, micro", (m) => m.microRocArea],
    ["Average precision, macro", (m) => m.macroAveragePrecision],
    ["Average precision, micro", (m) => m.microAveragePrecision],
    ["Log loss", (m) => m.logLoss],
    ["Brier score", (m) => m.brier],
  ];
}

function inHundredths({value, low, high, level}: Metrics["accuracy"]): Metrics["accuracy"] {
  return {value: 100 * value, low: 100 * low, high: 100 * high, level};
}
