import {seeded, shuffled} from "../../core/random.js";
import type {ImageSet} from "./imageSet.js";
import {rowsByClass} from "./rowsByClass.js";

/**
 * Draws `count` rows at random so that each class keeps its share, to within one picture.
 * Seats are dealt by largest remainder (Hamilton's method); equal remainders go to the lower class.
 * @returns row numbers, ascending
 */
export function stratifiedRows(
  set: Pick<ImageSet, "labels" | "classNames">,
  count: number,
  seed: number | string,
): number[] {
  const byClass = rowsByClass(set);
  const random = seeded(seed);
  const seats = deal(
    byClass.map((rows) => rows.length),
    count,
  );
  // Each class has a stream of its own: more of one class does not change the choice within another.
  return byClass
    .flatMap((rows, c) => shuffled(rows, random.fork(`class ${c}`)).slice(0, seats[c]!))
    .sort((a, b) => a - b);
}

/** Divides `seats` in proportion to `sizes`. */
function deal(sizes: readonly number[], seats: number): number[] {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const quotas = sizes.map((size) => (size * seats) / total);
  const dealt = quotas.map(Math.floor);
  const left = seats - dealt.reduce((sum, n) => sum + n, 0);
  const byRemainder = quotas
    .map((quota, c) => ({c, rest: quota - dealt[c]!}))
    .sort((a, b) => b.rest - a.rest || a.c - b.c);
  for (const {c} of byRemainder.slice(0, left)) dealt[c]!++;
  return dealt;
}
