import {LookbookError} from "../../core/errors.js";
import {permutation, type Random} from "../../core/random.js";

/** Options for {@link batches}. */
export interface BatchOptions {
  /** Rows in a batch; the last may have fewer. */
  readonly batchSize: number;
  /** Shuffles the rows; without it they come in order. */
  readonly random?: Random;
}

/** Divides the row numbers 0 to `rowCount` - 1 into mini-batches; each row comes exactly once. */
export function batches(rowCount: number, {batchSize, random}: BatchOptions): Int32Array[] {
  if (!Number.isInteger(batchSize) || batchSize < 1) {
    throw new LookbookError("bad-option", `batchSize must be a whole number of at least 1, got ${batchSize}`);
  }
  const rows = Int32Array.from(random ? permutation(rowCount, random) : Array.from({length: rowCount}, (_, i) => i));
  return Array.from({length: Math.ceil(rowCount / batchSize)}, (_, i) =>
    rows.subarray(i * batchSize, (i + 1) * batchSize),
  );
}
