import {LookbookError} from "../../../core/errors.js";
import {wilson} from "../../../core/statistics.js";
import type {Predictions} from "../predictions.js";
import {type CoveragePoint, coverageCurve} from "./coverageCurve.js";

/** Options for {@link thresholdForRisk}. */
export interface ThresholdForRiskOptions {
  /** The share of given answers that may be wrong, in (0, 1). */
  readonly risk: number;
  /**
   * What must not exceed it on the validation pictures: `upper`, the upper end of a one-sided 95 % interval (Wilson), the default,
   * which leaves a margin for chance; or `estimate`, the share itself, which other pictures will exceed about half of the time.
   */
  readonly bound?: "upper" | "estimate";
}

/**
 * The lowest threshold, and so the largest coverage, that keeps the error rate of given answers within what is wanted. Chosen on
 * validation pictures, it has to be tried on others (`atThreshold`): among so many thresholds, some look good by luck.
 * Source: Y. Geifman, R. El-Yaniv, "Selective classification for deep neural networks", NeurIPS 2017 (with Wilson's bound for theirs).
 * @returns in [0, 1]; Infinity where no threshold does it and everything has to go to a person
 * @throws LookbookError `bad-data` where there is no prediction, `bad-option` for a rate outside (0, 1)
 */
export function thresholdForRisk(validation: Predictions, {risk, bound = "upper"}: ThresholdForRiskOptions): number {
  if (!(risk > 0 && risk < 1)) {
    throw new LookbookError("bad-option", `thresholdForRisk: risk must lie between 0 and 1 (exclusive), got ${risk}`);
  }
  const rate = (point: CoveragePoint): number =>
    bound === "upper" ? wilson(point.wrong, point.answered, 0.9).high : point.risk;
  const widest = coverageCurve(validation)
    .filter((point) => rate(point) <= risk)
    .at(-1);
  return widest?.threshold ?? Number.POSITIVE_INFINITY;
}
