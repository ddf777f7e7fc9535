import type {RobustnessCurve} from "./robustness.js";

/** Where accuracy has fallen by a given amount. */
export interface BreakingPoint {
  /** Strength at which it has; null where it has not within the strengths that were asked about. */
  readonly strength: number | null;
  /** The same of the upper and of the lower end of the loss's interval: it breaks somewhere between, as far as these pictures say. */
  readonly earliest: number | null;
  readonly latest: number | null;
}

/** Options for {@link breakingPoint}. */
export interface BreakingPointOptions {
  /** Loss of accuracy, a share in (0, 1); defaults to 0.05, five points. */
  readonly fall?: number;
}

/** The strength at which the loss of accuracy first reaches `fall`, on straight lines between the strengths that were asked about. */
export function breakingPoint({levels}: RobustnessCurve, {fall = 0.05}: BreakingPointOptions = {}): BreakingPoint {
  const strengths = levels.map(({strength}) => strength);
  const reached = (end: "value" | "low" | "high"): number | null =>
    crossing(
      strengths,
      levels.map(({cost}) => cost[end]),
      fall,
    );
  return {strength: reached("value"), earliest: reached("high"), latest: reached("low")};
}

/** Where a broken line first reaches `level`, coming from below; null where it does not. */
function crossing(xs: readonly number[], ys: readonly number[], level: number): number | null {
  const at = ys.findIndex((y) => y >= level);
  if (at <= 0) return xs[at] ?? null;
  const [before, after] = [ys[at - 1]!, ys[at]!];
  return xs[at - 1]! + ((level - before) / (after - before)) * (xs[at]! - xs[at - 1]!);
}
