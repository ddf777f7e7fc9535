import {LookbookError} from "../../core/errors.js";
import {seeded, shuffled} from "../../core/random.js";
import type {ImageSet} from "./imageSet.js";
import {rowsByClass} from "./rowsByClass.js";

/** Options for {@link stratifiedFolds}. */
export interface StratifiedFoldsOptions {
  /** Defaults to 5. */
  readonly folds?: number;
  /** The same seed gives the same folds. */
  readonly seed: number | string;
}

/**
 * Divides the rows of a set into folds, each of which is held out once: every row lies in exactly one. The folds differ by at most one
 * picture in each class, and by at most one in all, as those of scikit-learn's StratifiedKFold.
 * @returns the rows of each fold, ascending
 * @throws LookbookError `bad-option` for folds that are no whole number from 2 up to the number of rows
 */
export function stratifiedFolds(
  set: Pick<ImageSet, "labels" | "classNames" | "count">,
  {folds = 5, seed}: StratifiedFoldsOptions,
): number[][] {
  if (!Number.isInteger(folds) || folds < 2 || folds > set.count) {
    throw new LookbookError(
      "bad-option",
      `stratifiedFolds: expected a whole number of folds from 2 to ${set.count}, the number of rows, got ${folds}`,
    );
  }
  const random = seeded(`folds/${seed}`);
  const dealt: number[][] = Array.from({length: folds}, () => []);
  // Cards are dealt class after class, and the next class goes on where the last one stopped.
  const deck = rowsByClass(set).flatMap((rows, c) => shuffled(rows, random.fork(`class ${c}`)));
  for (const [i, row] of deck.entries()) dealt[i % folds]!.push(row);
  return dealt.map((rows) => rows.sort((a, b) => a - b));
}
