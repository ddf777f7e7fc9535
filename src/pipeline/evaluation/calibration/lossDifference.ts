import {LookbookError} from "../../../core/errors.js";
import {logOf} from "../../../core/exponential.js";
import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {mean, quantile} from "../../../core/statistics.js";
import type {Predictions} from "../predictions.js";

/** Options for {@link lossDifference}. */
export interface LossDifferenceOptions {
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
  /** Confidence of the percentile interval, in (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Mean log loss of the first minus that of the second, in nats, by a paired bootstrap over pictures. Log loss is a proper score, which
 * calibration errors are not: below 0, the first one's probabilities are the better ones. A probability of 0 counts as 2^-149.
 * @throws LookbookError `bad-data` where there is no prediction, `bad-shape` where they did not answer on as many pictures
 */
export function lossDifference(
  first: Predictions,
  second: Predictions,
  {seed = 0, rounds = 1000, level = 0.95}: LossDifferenceOptions = {},
): Interval {
  const {count} = first;
  if (count === 0) throw new LookbookError("bad-data", "lossDifference: expected at least one prediction, got none");
  if (second.count !== count) {
    throw new LookbookError("bad-shape", `lossDifference: expected the same rows, got ${count} and ${second.count}`);
  }
  const differences = Float64Array.from({length: count}, (_, row) => lossAt(first, row) - lossAt(second, row));
  const random = seeded(seed).fork("loss difference");
  const draws = Float64Array.from({length: rounds}, () => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += differences[random.int(count)]!;
    return sum / count;
  });
  return {
    value: mean(differences),
    low: quantile(draws, (1 - level) / 2),
    high: quantile(draws, (1 + level) / 2),
    level,
  };
}

function lossAt({probabilities, yTrue, classNames}: Predictions, row: number): number {
  return -logOf(Math.max(probabilities[row * classNames.length + yTrue[row]!]!, 2 ** -149));
}
