import {LookbookError} from "../../../../core/errors.js";
import type {Interval} from "../../../../core/payload.js";
import {seeded} from "../../../../core/random.js";
import {bootstrap} from "../../../../core/statistics.js";

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
  const meanOf = (rows: Int32Array): number => rows.reduce((sum, row) => sum + gains[row]!, 0) / rows.length;
  return bootstrap(gains.length, meanOf, {random: seeded(seed).fork("purity gain")});
}
