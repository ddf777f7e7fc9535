import {LookbookError} from "./errors.js";
import {normalWidth} from "./normal.js";
import type {Interval} from "./payload.js";
import type {Random} from "./random.js";

/** Arithmetic mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Sample standard deviation (n - 1), by Welford's recurrence. */
export function deviation(values: ArrayLike<number>): number {
  let centre = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const delta = values[i]! - centre;
    centre += delta / (i + 1);
    squares += delta * (values[i]! - centre);
  }
  return Math.sqrt(squares / (values.length - 1));
}

/** Quantile `p` in [0, 1] with linear interpolation (Hyndman and Fan's type 7, as in NumPy and R). */
export function quantile(values: ArrayLike<number>, p: number): number {
  const sorted = Float64Array.from(values).sort();
  const position = (sorted.length - 1) * p;
  const below = Math.floor(position);
  const low = sorted[below]!;
  return low + (position - below) * ((sorted[below + 1] ?? low) - low);
}

/**
 * Wilson's score interval for a share of successes.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 * @param level confidence, one of 0.9, 0.95, 0.99
 */
export function wilson(successes: number, trials: number, level: keyof typeof normalWidth = 0.95): Interval {
  if (trials === 0) return {value: Number.NaN, low: 0, high: 1, level};
  const z = normalWidth[level];
  const share = successes / trials;
  const centre = (share + (z * z) / (2 * trials)) / (1 + (z * z) / trials);
  const half =
    (z / (1 + (z * z) / trials)) * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  return {value: share, low: Math.max(0, centre - half), high: Math.min(1, centre + half), level};
}

/** Options for {@link bootstrap}. */
export interface BootstrapOptions {
  readonly random: Random;
  /** Resamples; defaults to 1000. */
  readonly rounds?: number;
  /** Confidence in (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Percentile bootstrap over rows. Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 * @param statistic gets row numbers, drawn with replacement, and returns the figure
 * @throws LookbookError `bad-option` for rounds or a level out of range
 */
export function bootstrap(
  rowCount: number,
  statistic: (rows: Int32Array) => number,
  {random, rounds = 1000, level = 0.95}: BootstrapOptions,
): Interval {
  assertBootstrap(rounds, level);
  const rows = Int32Array.from({length: rowCount}, (_, i) => i);
  const value = statistic(rows);
  const draws = Float64Array.from({length: rounds}, () => {
    for (let i = 0; i < rowCount; i++) rows[i] = random.int(rowCount);
    return statistic(rows);
  });
  return percentileInterval(value, draws, level);
}

/** A figure with the interval in the middle of its draws. */
export function percentileInterval(value: number, draws: ArrayLike<number>, level: number): Interval {
  return {value, low: quantile(draws, (1 - level) / 2), high: quantile(draws, (1 + level) / 2), level};
}

/** Mean of the values at some rows, such as those that {@link bootstrap} drew. */
export function meanAt(values: ArrayLike<number>, rows: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < rows.length; i++) sum += values[rows[i]!]!;
  return sum / rows.length;
}

/** Checks the options of a bootstrap. @throws LookbookError `bad-option` for rounds or a level out of range */
export function assertBootstrap(rounds: number, level: number): void {
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new LookbookError("bad-option", `bootstrap: rounds must be a whole number of at least 1, got ${rounds}`);
  }
  if (!(level > 0 && level < 1)) {
    throw new LookbookError("bad-option", `bootstrap: level must lie between 0 and 1 (exclusive), got ${level}`);
  }
}
