import {LookbookError} from "../../core/errors.js";
import type {Interval} from "../../core/payload.js";
import {deviation, mean} from "../../core/statistics.js";
import {studentT} from "../../core/studentT.js";

/** One figure, measured once a seed. */
export interface SeedSummary {
  /** Seeds. */
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1) from seed to seed; null for one seed, which says nothing of another. */
  readonly deviation: number | null;
  /**
   * Student's t interval of the mean: where the mean over all seeds may lie, with the test set as it is. It knows nothing of other test
   * pictures; `seedBootstrap` does. Null for one seed.
   */
  readonly interval: Interval | null;
}

/**
 * Mean, deviation and t interval over seeds.
 * Source: W. S. Gosset ("Student"), "The probable error of a mean", Biometrika 6 (1908).
 * @param values one a seed
 * @throws LookbookError `bad-data` for no value
 */
export function overSeeds(values: readonly number[], {level = 0.95}: {readonly level?: number} = {}): SeedSummary {
  if (values.length === 0) throw new LookbookError("bad-data", "overSeeds: expected at least one value, got none");
  const centre = mean(values);
  if (values.length === 1) return {count: 1, mean: centre, deviation: null, interval: null};
  const spread = deviation(values);
  const half = (studentT(level, values.length - 1) * spread) / Math.sqrt(values.length);
  return {
    count: values.length,
    mean: centre,
    deviation: spread,
    interval: {value: centre, low: centre - half, high: centre + half, level},
  };
}
