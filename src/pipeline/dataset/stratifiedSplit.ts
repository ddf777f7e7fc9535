import {LookbookError} from "../../core/errors.js";
import type {ExampleSet, ImageSet} from "./imageSet.js";
import {selectRows} from "./selectRows.js";
import {stratifiedRows} from "./stratifiedRows.js";

/** Options for {@link stratifiedSplit}. */
export interface StratifiedSplitOptions {
  /** Share of the pictures held out, in (0, 1); defaults to 0.1. */
  readonly fraction?: number;
  /** The same seed holds out the same pictures. */
  readonly seed: number | string;
}

/** A set divided in two. */
export interface TrainingSplit<S extends ExampleSet = ImageSet> {
  readonly train: S;
  readonly validation: S;
}

/**
 * Holds out a validation set in which each class keeps its share; every picture lands on exactly one side, and rows stay in order.
 * @throws LookbookError `bad-option` for a fraction outside (0, 1) or one that leaves a side empty
 */
export function stratifiedSplit<S extends ExampleSet>(
  set: S,
  {fraction = 0.1, seed}: StratifiedSplitOptions,
): TrainingSplit<S> {
  const heldOut = Math.round(set.count * fraction);
  if (!(fraction > 0 && fraction < 1) || heldOut < 1 || heldOut >= set.count) {
    throw new LookbookError(
      "bad-option",
      `stratifiedSplit: fraction must lie between 0 and 1 (exclusive) and leave pictures on both sides, got ${fraction} of ${set.count}`,
    );
  }
  const rows = stratifiedRows(set, heldOut, `split/${seed}`);
  const chosen = new Set(rows);
  const rest = Array.from({length: set.count}, (_, row) => row).filter((row) => !chosen.has(row));
  return {train: selectRows(set, rest, "train"), validation: selectRows(set, rows, "validation")};
}
