import {expOf, logOf} from "../../../core/exponential.js";
import {normalWidth} from "../../../core/normal.js";
import type {Interval} from "../../../core/payload.js";
import type {SliceResult} from "./evaluateSlices.js";

/** The worst slice of a kind against the best. */
export interface Disparity {
  readonly kind: string;
  readonly worst: SliceResult;
  readonly best: SliceResult;
  /** Accuracy of the worst over that of the best, in [0, 1]; 1 where both are 0. Four fifths is a customary bound. */
  readonly ratio: Interval;
  /** How many slices were compared: small ones are left out. */
  readonly compared: number;
}

/**
 * How unequally a kind of slices is served. The interval (Katz et al., 1978, on counts with one half added, as Walter has it) takes worst
 * and best as given; that they were picked among several makes the ratio look a little worse than it is.
 * @returns undefined where fewer than two slices of the kind are large enough
 */
export function disparity(results: readonly SliceResult[], kind: string): Disparity | undefined {
  const sorted = results
    .filter((result) => result.kind === kind && !result.small)
    .sort((a, b) => a.accuracy.value - b.accuracy.value);
  const [worst, best] = [sorted[0], sorted.at(-1)];
  if (!worst || !best || sorted.length < 2) return undefined;
  return {kind, worst, best, ratio: ratioOf(worst, best), compared: sorted.length};
}

function ratioOf(worst: SliceResult, best: SliceResult): Interval {
  const level = worst.accuracy.level as keyof typeof normalWidth;
  const [a, n, b, m] = [worst.right + 0.5, worst.count + 0.5, best.right + 0.5, best.count + 0.5];
  const centre = logOf(a / n / (b / m));
  const half = normalWidth[level] * Math.sqrt(1 / a - 1 / n + 1 / b - 1 / m);
  return {
    value: best.right === 0 ? 1 : worst.accuracy.value / best.accuracy.value,
    low: expOf(centre - half),
    high: expOf(centre + half),
    level,
  };
}
