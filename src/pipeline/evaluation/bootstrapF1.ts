import type {Interval} from "../../core/payload.js";
import {type BootstrapRowsOptions, bootstrapRows} from "./metrics/bootstrapRows.js";
import {weightedTallies} from "./metrics/countScores.js";
import {numbered} from "./metrics/numbered.js";
import type {Predictions} from "./predictions.js";
import {f1, macroF1} from "./scores.js";

/** Intervals of F1. */
export interface F1Intervals {
  readonly perClass: readonly Interval[];
  readonly macro: Interval;
}

/** Percentile bootstrap of all F1 figures at once. */
export function bootstrapF1(predictions: Predictions, options: BootstrapRowsOptions): F1Intervals {
  const {yTrue, yPred, count, classNames} = predictions;
  const classCount = classNames.length;
  const figures = (weights: Uint16Array): Record<string, number> => {
    const tallies = weightedTallies(yTrue, yPred, {weights, classCount});
    return {...numbered("f1", tallies.map(f1)), macro: macroF1(tallies)};
  };
  const intervals = bootstrapRows(count, figures, options);
  return {perClass: classNames.map((_, k) => intervals[`f1/${k}`]!), macro: intervals["macro"]!};
}
