import {LookbookError} from "../../../../core/errors.js";
import type {Interval} from "../../../../core/payload.js";
import {seeded} from "../../../../core/random.js";
import {bootstrap, meanAt} from "../../../../core/statistics.js";

/**
 * How much purer the neighbourhoods of the same points are in one space than in another: the mean difference, with an interval by a
 * bootstrap over the points.
 * @param first see `NeighbourLabels.byPoint`; `second` likewise, of the same points
 * @throws LookbookError `bad-shape` for none, or another number of points
 */
export function purityGain(first: Float64Array, second: Float64Array, seed: number | string = 0): Interval {
  if (first.length === 0 || first.length !== second.length) {
    throw new LookbookError(
      "bad-shape",
      `purityGain: expected the same points twice, got ${first.length} and ${second.length}`,
    );
  }
  const gains = first.map((share, i) => share - second[i]!);
  return bootstrap(gains.length, (rows) => meanAt(gains, rows), {random: seeded(seed).fork("purity gain")});
}
