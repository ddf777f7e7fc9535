import type {Interval} from "../../core/payload.js";
import {seeded} from "../../core/random.js";
import {quantile} from "../../core/statistics.js";
import {pictureCountOf, type RightBySeed, redraw, type SeedBootstrapOptions} from "./seedBootstrap.js";

/**
 * How far the errors of one model stay below half of those of another: half of the second's error rate less the first's, with an interval
 * over seeds and pictures as in `compareSeeds`. Above 0 the errors are more than halved; that the second's rate is an estimate, too, is in
 * the interval.
 * @throws LookbookError as `seedBootstrap` does
 */
export function errorsHalved(
  first: RightBySeed,
  second: RightBySeed,
  {seed = 0, rounds = 1000, level = 0.95}: SeedBootstrapOptions = {},
): Interval {
  const count = pictureCountOf(first, second);
  const scale = 2 * count * first.length * second.length;
  const draws = redraw([first, second], [2 * second.length, -first.length], {
    count,
    rounds,
    random: seeded(seed).fork("halved, over seeds and pictures"),
  });
  const hits = (group: RightBySeed): number => group.reduce((sum, each) => sum + each.reduce((a, b) => a + b, 0), 0);
  // With accuracies a and b: (1 - b) / 2 - (1 - a) = a - b / 2 - 1 / 2.
  return {
    value: (2 * hits(first) * second.length - hits(second) * first.length) / scale - 0.5,
    low: quantile(draws, (1 - level) / 2) / scale - 0.5,
    high: quantile(draws, (1 + level) / 2) / scale - 0.5,
    level,
  };
}
