import {logOf} from "../../../core/exponential.js";
import type {Predictions} from "../predictions.js";

/** What each answer costs, row by row. */
export interface RowLosses {
  /** [count], natural logarithm of 1 / probability of the truth, at least 0; at most 36.04, as a probability of 0 counts as 2^-52. */
  readonly logLoss: Float64Array;
  /** [count], squared distance between the probabilities and certainty of the truth, summed over the classes, in [0, 2]. */
  readonly brier: Float64Array;
  /** [count], classes that are ranked before the truth, 0 for a right answer; of equal probabilities the lower index comes first. */
  readonly rank: Uint8Array;
}

/**
 * Losses of single answers, whose means are the log loss and the Brier score.
 * Source: G. W. Brier, "Verification of forecasts expressed in terms of probability" (1950), in its form for several classes.
 */
export function rowLosses({yTrue, count, classNames, probabilities}: Predictions): RowLosses {
  const classCount = classNames.length;
  const [logLoss, brier, rank] = [new Float64Array(count), new Float64Array(count), new Uint8Array(count)];
  for (let row = 0; row < count; row++) {
    const start = row * classCount;
    const truth = yTrue[row]!;
    const given = probabilities[start + truth]!;
    for (let k = 0; k < classCount; k++) {
      const probability = probabilities[start + k]!;
      brier[row]! += (probability - (k === truth ? 1 : 0)) ** 2;
      if (probability > given || (probability === given && k < truth)) rank[row]!++;
    }
    logLoss[row] = -logOf(Math.max(given, Number.EPSILON));
  }
  return {logLoss, brier, rank};
}

/** Mean of the rows' values, each counted as often as its weight says. */
export function weightedMean(values: Float64Array, weights: Uint16Array): number {
  let [sum, all] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += weights[i]! * values[i]!;
    all += weights[i]!;
  }
  return sum / all;
}
