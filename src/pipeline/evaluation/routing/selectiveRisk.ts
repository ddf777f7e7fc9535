import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {bootstrapRows} from "../metrics/bootstrapRows.js";
import type {Predictions} from "../predictions.js";
import {type RankedAnswers, rankedAnswers} from "./rankedAnswers.js";

/** How well confidence tells right answers from wrong ones, in one number. */
export interface SelectiveRisk {
  /** Area under the risk-coverage curve: the mean risk over all coverages, in [0, 1]; lower is better. */
  readonly aurc: Interval;
  /** What of it is the ranking's fault: the area beyond the one that the same errors would leave if all came last. */
  readonly excess: Interval;
  /** The area if every wrong answer were less sure than every right one. */
  readonly optimal: number;
  /** The area that a confidence drawn by lot would have: the error rate. */
  readonly errorRate: number;
}

/** Options for {@link selectiveRisk}. */
export interface SelectiveRiskOptions {
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
  /** Confidence of the percentile intervals, in (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Area under the risk-coverage curve (AURC) and its excess. Rows of equal confidence count with the risk of their whole group.
 * Source: Y. Geifman, G. Uziel, R. El-Yaniv, "Bias-reduced uncertainty estimation for deep neural classifiers", ICLR 2019; the optimum
 * is their sum, not its approximation.
 * @throws LookbookError `bad-data` where there is no prediction, `bad-option` for rounds or a level out of range
 */
export function selectiveRisk(
  predictions: Predictions,
  {seed = 0, rounds = 1000, level = 0.95}: SelectiveRiskOptions = {},
): SelectiveRisk {
  const ranked = rankedAnswers(predictions);
  const {count} = ranked;
  const figures = (times: Uint16Array): Record<"aurc" | "excess", number> => {
    const {aurc, errors} = areaOf(ranked, times);
    return {aurc, excess: aurc - optimalArea(count, errors)};
  };
  const intervals = bootstrapRows(count, figures, {random: seeded(seed).fork("selective risk"), rounds, level});
  const errors = ranked.wrong.reduce((sum, each) => sum + each, 0);
  return {
    aurc: intervals.aurc!,
    excess: intervals.excess!,
    optimal: optimalArea(count, errors),
    errorRate: errors / count,
  };
}

/** @param times how often each ranked answer occurs; they add up to their count */
function areaOf({count, wrong, groupEnds}: RankedAnswers, times: Uint16Array): {aurc: number; errors: number} {
  let [place, answered, errors, sum] = [0, 0, 0, 0];
  for (const end of groupEnds) {
    const before = answered;
    for (; place <= end; place++) {
      answered += times[place]!;
      errors += times[place]! * wrong[place]!;
    }
    if (answered > before) sum += ((answered - before) * errors) / answered;
  }
  return {aurc: sum / count, errors};
}

/** The area where the wrong answers come last. */
function optimalArea(count: number, errors: number): number {
  let sum = 0;
  for (let k = 1; k <= errors; k++) sum += k / (count - errors + k);
  return sum / count;
}
