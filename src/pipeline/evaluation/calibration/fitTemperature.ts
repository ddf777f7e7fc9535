import {LookbookError} from "../../../core/errors.js";
import {expOf, logOf} from "../../../core/exponential.js";
import {normalWidth} from "../../../core/normal.js";
import type {Interval} from "../../../core/payload.js";
import type {Predictions} from "../predictions.js";
import {logProbabilities} from "./logProbabilities.js";

/** A temperature, and what it is worth on the pictures that it was fitted to. */
export interface Temperature {
  /** Divides the logits. The interval is the sandwich estimate for a wrong model (P. Huber, 1967), made on the logarithm, within the range searched. */
  readonly temperature: Interval;
  /** Mean log loss before and after, in nats. */
  readonly lossBefore: number;
  readonly lossAfter: number;
  /** Whether it lies at an end of the range searched: answers that are all right, or worse than none, have no best temperature. */
  readonly atBound: boolean;
}

/** Options for {@link fitTemperature}. */
export interface FitTemperatureOptions {
  /** Temperatures from 1 / most to `most` are searched, above 1; defaults to 20. */
  readonly most?: number;
  /** Confidence of the interval; defaults to 0.95. */
  readonly level?: 0.9 | 0.95 | 0.99;
}

/**
 * Finds the temperature of least log loss on validation pictures: one number for all classes, which leaves every answer as it is.
 * The loss is convex in 1 / T, so that its slope changes sign once and halving an interval of log T finds the place exactly; a descent
 * with too few steps can leave calibration worse than it was. Where every temperature does equally well, the answer is 1.
 * Source: C. Guo et al., "On calibration of modern neural networks", ICML 2017.
 * @throws LookbookError `bad-data` where there is no prediction, `bad-option` for an impossible range, `diverged` if the loss rose
 */
export function fitTemperature(
  validation: Predictions,
  {most = 20, level = 0.95}: FitTemperatureOptions = {},
): Temperature {
  const {count} = validation;
  if (count === 0) throw new LookbookError("bad-data", "fitTemperature: expected at least one prediction, got none");
  if (!(most > 1 && most < Number.POSITIVE_INFINITY)) {
    throw new LookbookError("bad-option", `fitTemperature: most must be a finite number above 1, got ${most}`);
  }
  const logits = logProbabilities(validation.probabilities);
  const at = (temperature: number): Moments => momentsAt(validation, logits, 1 / temperature);
  const before = at(1);
  if (before.curvature === 0) {
    return {
      temperature: {value: 1, low: 1 / most, high: most, level},
      lossBefore: before.loss,
      lossAfter: before.loss,
      atBound: false,
    };
  }
  let [low, high] = [-logOf(most), logOf(most)];
  while (high - low > 1e-13) {
    const middle = (low + high) / 2;
    // The slope in 1 / T: below 0, a larger 1 / T and so a smaller T is better.
    if (at(expOf(middle)).slope < 0) high = middle;
    else low = middle;
  }
  const value = expOf((low + high) / 2);
  const after = at(value);
  if (after.loss > before.loss + 1e-9) {
    throw new LookbookError(
      "diverged",
      `fitTemperature: the log loss rose from ${before.loss} to ${after.loss} at T = ${value}; expected it to fall`,
    );
  }
  // Deviation of log T: that of 1 / T over 1 / T.
  const error = (Math.sqrt(after.slopeSquares / count) / after.curvature) * value;
  const factor = after.curvature > 0 ? expOf(normalWidth[level] * error) : most * most;
  return {
    temperature: {value, low: Math.max(1 / most, value / factor), high: Math.min(most, value * factor), level},
    lossBefore: before.loss,
    lossAfter: after.loss,
    atBound: Math.abs(logOf(value)) > logOf(most) - 1e-9,
  };
}

/** Means over the rows. */
interface Moments {
  readonly loss: number;
  /** First derivative in 1 / T, its square, and the second derivative. */
  readonly slope: number;
  readonly slopeSquares: number;
  readonly curvature: number;
}

/** @param inverse 1 / T */
function momentsAt({yTrue, count, classNames}: Predictions, logits: Float64Array, inverse: number): Moments {
  const classCount = classNames.length;
  let [loss, slope, slopeSquares, curvature] = [0, 0, 0, 0];
  for (let row = 0; row < count; row++) {
    const start = row * classCount;
    let most = Number.NEGATIVE_INFINITY;
    for (let k = 0; k < classCount; k++) most = Math.max(most, logits[start + k]!);
    let [total, first, second] = [0, 0, 0];
    for (let k = 0; k < classCount; k++) {
      const logit = logits[start + k]! - most;
      const weight = expOf(logit * inverse);
      total += weight;
      first += weight * logit;
      second += weight * logit * logit;
    }
    const truth = logits[start + yTrue[row]!]! - most;
    const centre = first / total;
    loss += logOf(total) - truth * inverse;
    slope += centre - truth;
    slopeSquares += (centre - truth) * (centre - truth);
    curvature += second / total - centre * centre;
  }
  return {loss: loss / count, slope: slope / count, slopeSquares: slopeSquares / count, curvature: curvature / count};
}
