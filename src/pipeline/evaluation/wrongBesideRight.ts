import {seeded, shuffled} from "../../core/random.js";
import type {Predictions} from "./predictions.js";

/** Options for {@link wrongBesideRight}. */
export interface WrongBesideRightOptions {
  /** Wrong answers at most. */
  readonly limit: number;
  readonly seed?: number | string;
}

/**
 * Draws wrong answers and, beside each, a right answer of the same class, none of them twice: what differs between the two is not that
 * some classes are mistaken more often. A wrong answer without such a right one is left out.
 * @returns rows, pair by pair
 */
export function wrongBesideRight(
  {yTrue, yPred}: Pick<Predictions, "yTrue" | "yPred">,
  {limit, seed = 0}: WrongBesideRightOptions,
): {readonly wrong: readonly number[]; readonly right: readonly number[]} {
  const rows = shuffled(
    Array.from(yPred, (_, row) => row),
    seeded(seed).fork("wrong beside right"),
  );
  const free = rows.filter((row) => yPred[row] === yTrue[row]);
  const [wrong, right]: [number[], number[]] = [[], []];
  for (const row of rows) {
    if (wrong.length >= limit) break;
    if (yPred[row] === yTrue[row]) continue;
    const place = free.findIndex((other) => yPred[other] === yPred[row]);
    if (place < 0) continue;
    wrong.push(row);
    right.push(...free.splice(place, 1));
  }
  return {wrong, right};
}
