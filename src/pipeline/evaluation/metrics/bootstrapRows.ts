import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import type {Random} from "../../../core/random.js";
import {assertBootstrap, percentileInterval} from "../../../core/statistics.js";

/** Options for {@link bootstrapRows}. */
export interface BootstrapRowsOptions {
  readonly random: Random;
  /** Resamples, at least 1. */
  readonly rounds: number;
  /** Confidence, in (0, 1). */
  readonly level: number;
}

/**
 * Percentile bootstrap of many figures at once: each round draws rows with replacement, and all figures see the same draw. What is
 * sorted is sorted once, outside, as a draw only changes how often a row counts. A sample without any error has none to
 * draw: the interval of a figure that is perfect has width 0, and Wilson's is the better one where a figure is a share.
 * Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 * @param figures gets how often each row counts, [count], and returns the figures by name; one that is not defined for such rows is NaN
 * @returns undefined for a figure that is not defined for the rows as they are; draws for which it is not defined do not count
 * @throws LookbookError `bad-data` where there is no row, `bad-option` for rounds or a level out of range
 */
export function bootstrapRows<Name extends string>(
  count: number,
  figures: (weights: Uint16Array) => Readonly<Record<Name, number>>,
  {random, rounds, level}: BootstrapRowsOptions,
): Record<Name, Interval | undefined> {
  if (count === 0) throw new LookbookError("bad-data", "bootstrap: expected at least one prediction, got none");
  assertBootstrap(rounds, level);
  // No row is ever drawn 65,536 times.
  const weights = new Uint16Array(count).fill(1);
  const values = figures(weights);
  const names = Object.keys(values) as Name[];
  const draws = names.map(() => new Float64Array(rounds));
  for (let round = 0; round < rounds; round++) {
    weights.fill(0);
    for (let i = 0; i < count; i++) weights[random.int(count)]!++;
    const drawn = figures(weights);
    for (const [k, name] of names.entries()) draws[k]![round] = drawn[name];
  }
  const intervals = names.map((name, k) => [name, intervalOf(values[name], draws[k]!, level)]);
  return Object.fromEntries(intervals) as Record<Name, Interval | undefined>;
}

function intervalOf(value: number, draws: Float64Array, level: number): Interval | undefined {
  if (Number.isNaN(value)) return undefined;
  const defined = draws.filter((draw) => !Number.isNaN(draw));
  if (defined.length === 0) return {value, low: value, high: value, level};
  return percentileInterval(value, defined, level);
}
