import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {bootstrap, meanAt} from "../../../core/statistics.js";

/** Options for {@link saving}. */
export interface SavingOptions {
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
}

/**
 * What one way of answering costs less than another on the same 1,000 pictures, with a paired percentile bootstrap over pictures.
 * @param before [count], cost of each picture; see `pictureCosts`
 * @param after as `before`, on the same pictures
 * @throws LookbookError `bad-shape` where there is no picture, or not as many
 */
export function saving(
  before: Float64Array,
  after: Float64Array,
  {seed = 0, rounds = 1000}: SavingOptions = {},
): Interval {
  if (before.length === 0 || before.length !== after.length) {
    throw new LookbookError(
      "bad-shape",
      `saving: expected costs of the same pictures, got ${before.length} and ${after.length}`,
    );
  }
  const differences = before.map((cost, row) => cost - after[row]!);
  const ofRows = (rows: Int32Array): number => 1000 * meanAt(differences, rows);
  return bootstrap(before.length, ofRows, {random: seeded(seed).fork("saving"), rounds});
}
