import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {bootstrap, meanAt} from "../../../core/statistics.js";
import {rowLosses} from "../metrics/rowLosses.js";
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
 * calibration errors are not: below 0, the first one's probabilities are the better ones. The losses are those of {@link rowLosses}.
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
  const {logLoss} = rowLosses(second);
  const differences = rowLosses(first).logLoss.map((loss, row) => loss - logLoss[row]!);
  return bootstrap(count, (rows) => meanAt(differences, rows), {
    random: seeded(seed).fork("loss difference"),
    rounds,
    level,
  });
}
