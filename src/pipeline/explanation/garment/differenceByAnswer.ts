import type {Interval} from "../../../core/payload.js";
import {type Random, seeded} from "../../../core/random.js";
import {mean, quantile} from "../../../core/statistics.js";

/** One picture in {@link differenceByAnswer}. */
export interface Judged {
  /** The class that was answered. */
  readonly answer: number;
  readonly isWrong: boolean;
  readonly value: number;
}

/** What differs between wrong and right answers. */
export interface DifferenceByAnswer {
  /** Mean over the wrong answers of: its value less the mean of the right answers of the same class. 95 %. */
  readonly difference: Interval;
  /** How surprising so large a difference would be if there were none, in (0, 1]: twice the share of redraws beyond 0. */
  readonly pValue: number;
  /** Wrong answers that have right ones of the same class beside them, and those right ones. */
  readonly wrong: number;
  readonly right: number;
}

/**
 * Compares wrong answers with right ones of the same class, so that classes with many errors do not count as what the errors have in
 * common. The interval is a bootstrap in which each class redraws its wrong and its right answers. One that stands alone is always redrawn:
 * where many classes have a single wrong answer, the interval is too narrow.
 * @returns undefined where no class has both
 */
export function differenceByAnswer(
  judged: readonly Judged[],
  {seed = 0, rounds = 1000}: {readonly seed?: number | string; readonly rounds?: number} = {},
): DifferenceByAnswer | undefined {
  const classes = [...new Set(judged.map(({answer}) => answer))].sort((a, b) => a - b);
  const valuesOf = (k: number, wrong: boolean): number[] =>
    judged.filter(({answer, isWrong}) => answer === k && isWrong === wrong).map(({value}) => value);
  const pairs = classes
    .map((k) => ({wrong: valuesOf(k, true), right: valuesOf(k, false)}))
    .filter(({wrong, right}) => wrong.length > 0 && right.length > 0);
  if (pairs.length === 0) return undefined;
  const wrong = pairs.reduce((sum, pair) => sum + pair.wrong.length, 0);
  const statistic = (draw: (values: readonly number[]) => readonly number[]): number =>
    pairs.reduce(
      (sum, pair) => sum + (pair.wrong.length / wrong) * (mean(draw(pair.wrong)) - mean(draw(pair.right))),
      0,
    );
  const random = seeded(seed).fork("difference by answer");
  const draws = Float64Array.from({length: rounds}, () => statistic((values) => redrawn(values, random)));
  return {
    difference: {
      value: statistic((values) => values),
      low: quantile(draws, 0.025),
      high: quantile(draws, 0.975),
      level: 0.95,
    },
    pValue: pValueOf(draws),
    wrong,
    right: pairs.reduce((sum, pair) => sum + pair.right.length, 0),
  };
}

/** Two-sided; the figure itself counts as one more redraw, so that it is never 0. */
function pValueOf(draws: Float64Array): number {
  const [below, above] = [draws.filter((draw) => draw <= 0).length, draws.filter((draw) => draw >= 0).length];
  return Math.min(1, (2 * (Math.min(below, above) + 1)) / (draws.length + 1));
}

function redrawn(values: readonly number[], random: Random): number[] {
  return values.map(() => values[random.int(values.length)]!);
}
