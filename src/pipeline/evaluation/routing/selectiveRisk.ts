import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {quantile} from "../../../core/statistics.js";
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
 * @throws LookbookError `bad-data` where there is no prediction
 */
export function selectiveRisk(
  predictions: Predictions,
  {seed = 0, rounds = 1000, level = 0.95}: SelectiveRiskOptions = {},
): SelectiveRisk {
  const ranked = rankedAnswers(predictions);
  const {count} = ranked;
  const times = new Uint16Array(count).fill(1);
  const {aurc, errors} = areaOf(ranked, times);
  const random = seeded(seed).fork("selective risk");
  const [aurcs, excesses] = [new Float64Array(rounds), new Float64Array(rounds)];
  for (let round = 0; round < rounds; round++) {
    times.fill(0);
    for (let i = 0; i < count; i++) times[random.int(count)]!++;
    const drawn = areaOf(ranked, times);
    aurcs[round] = drawn.aurc;
    excesses[round] = drawn.aurc - optimalArea(count, drawn.errors);
  }
  const interval = (value: number, draws: Float64Array): Interval => ({
    value,
    low: quantile(draws, (1 - level) / 2),
    high: quantile(draws, (1 + level) / 2),
    level,
  });
  const optimal = optimalArea(count, errors);
  return {aurc: interval(aurc, aurcs), excess: interval(aurc - optimal, excesses), optimal, errorRate: errors / count};
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
