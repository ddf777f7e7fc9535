import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {wilson} from "../../../core/statistics.js";
import type {Predictions} from "../predictions.js";

/** Accuracy on what is left of a set. */
export interface AccuracyWithout {
  /** Rows that were taken out, and how many of them had been answered wrong. */
  readonly removed: number;
  readonly removedErrors: number;
  /** Rows that are left. */
  readonly count: number;
  /** On these, with Wilson's interval. */
  readonly accuracy: Interval;
}

/**
 * Accuracy without some rows, such as those whose labels are in doubt. **An upper estimate where the same model cast the doubt**: it
 * doubts only what it answers otherwise, so that every row taken out is an error less, whoever was right; `plantedNoise` shows by how
 * much that flatters.
 * @param rows row numbers, each once
 * @throws LookbookError `bad-data` where no row is left
 */
export function accuracyWithout({count, yTrue, yPred}: Predictions, rows: Iterable<number>): AccuracyWithout {
  const out = new Set(rows);
  let [hits, left] = [0, 0];
  for (let row = 0; row < count; row++) {
    if (out.has(row)) continue;
    left++;
    hits += Number(yTrue[row] === yPred[row]);
  }
  if (left === 0) throw new LookbookError("bad-data", `accuracyWithout: none of ${count} rows is left`);
  const removedErrors = [...out].filter((row) => yTrue[row] !== yPred[row]).length;
  return {removed: count - left, removedErrors, count: left, accuracy: wilson(hits, left)};
}
