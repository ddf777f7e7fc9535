import {LookbookError} from "../../core/errors.js";
import type {Interval} from "../../core/payload.js";
import {type Random, seeded} from "../../core/random.js";
import {quantile} from "../../core/statistics.js";

/** Which pictures each seed's model got right: one array a seed, [count], 1 for right and 0 for wrong. */
export type RightBySeed = readonly Uint8Array[];

/** Options of the bootstraps over seeds and pictures. */
export interface SeedBootstrapOptions {
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Defaults to 1000. */
  readonly rounds?: number;
  /** Confidence of the interval, in (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Mean accuracy over seeds with an interval for both kinds of chance at once, other seeds and other test pictures. Each round draws seeds
 * and pictures with replacement, the same pictures for all seeds. From few seeds it makes too little of their part: of two, the
 * variance it sees is half of what it should be, of three two thirds.
 * Source: A. B. Owen, "The pigeonhole bootstrap", Ann. Appl. Stat. 1 (2007).
 * @throws LookbookError `bad-data` where there is no seed or no picture, `bad-shape` where the seeds saw different numbers of pictures
 */
export function seedBootstrap(
  right: RightBySeed,
  {seed = 0, rounds = 1000, level = 0.95}: SeedBootstrapOptions = {},
): Interval {
  const count = pictureCountOf(right);
  const scale = right.length * count;
  const draws = redraw([right], [1], {count, rounds, random: seeded(seed).fork("seeds and pictures")});
  return {
    value: right.reduce((sum, each) => sum + each.reduce((hits, hit) => hits + hit, 0), 0) / scale,
    low: quantile(draws, (1 - level) / 2) / scale,
    high: quantile(draws, (1 + level) / 2) / scale,
    level,
  };
}

/** Pictures that every seed of every group saw. */
export function pictureCountOf(...groups: readonly RightBySeed[]): number {
  const count = groups[0]?.[0]?.length ?? 0;
  if (count === 0 || groups.some((group) => group.length === 0)) {
    throw new LookbookError("bad-data", "bootstrap over seeds: expected at least one seed and one picture");
  }
  for (const {length} of groups.flat()) {
    if (length === count) continue;
    throw new LookbookError(
      "bad-shape",
      `bootstrap over seeds: expected the same pictures, got ${count} and ${length}`,
    );
  }
  return count;
}

/**
 * Sums of weighted right answers over redrawn seeds and redrawn pictures, one a round.
 * @param weights one a group, whole numbers: sums of integers are exact
 */
export function redraw(
  groups: readonly RightBySeed[],
  weights: readonly number[],
  {count, rounds, random}: {readonly count: number; readonly rounds: number; readonly random: Random},
): Float64Array {
  const scores = new Int32Array(count);
  return Float64Array.from({length: rounds}, () => {
    scores.fill(0);
    for (const [g, group] of groups.entries()) {
      for (let i = 0; i < group.length; i++) addTo(scores, group[random.int(group.length)]!, weights[g]!);
    }
    let sum = 0;
    for (let i = 0; i < count; i++) sum += scores[random.int(count)]!;
    return sum;
  });
}

function addTo(scores: Int32Array, right: Uint8Array, weight: number): void {
  for (let i = 0; i < right.length; i++) scores[i]! += weight * right[i]!;
}
