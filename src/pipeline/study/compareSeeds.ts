import type {Interval} from "../../core/payload.js";
import {seeded} from "../../core/random.js";
import {quantile} from "../../core/statistics.js";
import {pictureCountOf, type RightBySeed, redraw, type SeedBootstrapOptions} from "./seedBootstrap.js";

/** Two models, each trained from several seeds, on the same pictures. */
export interface SeedComparison {
  /** Pictures. */
  readonly count: number;
  /** Seeds of the first and of the second. */
  readonly seeds: readonly [number, number];
  /** Mean accuracy of the first minus that of the second, with an interval over seeds and pictures. */
  readonly difference: Interval;
  /** Two-sided, by the bootstrap: how rarely the redrawn difference reaches the other side of 0; at least 2 / (rounds + 1). */
  readonly pValue: number;
}

/**
 * Compares two models over seeds, picture by picture: what is averaged over seeds is each picture's share of right answers, and both
 * models are redrawn on the same pictures, each with seeds of its own. With one seed a side it is the paired bootstrap over pictures.
 * Source: A. B. Owen, "The pigeonhole bootstrap", Ann. Appl. Stat. 1 (2007); p-value as in A. C. Davison, D. V. Hinkley, "Bootstrap
 * Methods and their Application" (1997), 4.4.
 * @throws LookbookError as `seedBootstrap` does
 */
export function compareSeeds(
  first: RightBySeed,
  second: RightBySeed,
  {seed = 0, rounds = 1000, level = 0.95}: SeedBootstrapOptions = {},
): SeedComparison {
  const count = pictureCountOf(first, second);
  const scale = count * first.length * second.length;
  const draws = redraw([first, second], [second.length, -first.length], {
    count,
    rounds,
    random: seeded(seed).fork("paired, over seeds and pictures"),
  });
  const hits = (group: RightBySeed): number => group.reduce((sum, each) => sum + each.reduce((a, b) => a + b, 0), 0);
  const below = draws.reduce((n, draw) => n + Number(draw <= 0), 0);
  const above = draws.reduce((n, draw) => n + Number(draw >= 0), 0);
  return {
    count,
    seeds: [first.length, second.length],
    difference: {
      value: (hits(first) * second.length - hits(second) * first.length) / scale,
      low: quantile(draws, (1 - level) / 2) / scale,
      high: quantile(draws, (1 + level) / 2) / scale,
      level,
    },
    pValue: Math.min(1, (2 * (1 + Math.min(below, above))) / (rounds + 1)),
  };
}
