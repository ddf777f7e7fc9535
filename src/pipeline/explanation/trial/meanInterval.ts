import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {bootstrap, meanAt} from "../../../core/statistics.js";

/** Options for {@link meanInterval}. */
export interface MeanIntervalOptions {
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
}

/**
 * A mean over pictures with its 95 % bootstrap interval. Of differences within pictures it is the paired interval.
 * @throws LookbookError `bad-data` for no values
 */
export function meanInterval(values: ArrayLike<number>, {seed = 0, rounds = 1000}: MeanIntervalOptions = {}): Interval {
  if (values.length === 0) throw new LookbookError("bad-data", "meanInterval: expected at least one value, got none");
  return bootstrap(values.length, (rows) => meanAt(values, rows), {
    random: seeded(seed).fork("mean over pictures"),
    rounds,
  });
}
