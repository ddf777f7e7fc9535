import {LookbookError} from "../../../core/errors.js";
import {quantile} from "../../../core/statistics.js";

/** How confidences are put into bins: of equal width, or of about equal numbers of pictures. */
export type Binning = "equal-width" | "equal-mass";

/** One bin of a reliability diagram. */
export interface ReliabilityBin {
  /** Confidence from `low` (exclusive, but for 0) to `high` (inclusive). */
  readonly low: number;
  readonly high: number;
  /** Pictures in the bin. */
  readonly count: number;
  /** Mean confidence and share of right answers; 0 in an empty bin. */
  readonly confidence: number;
  readonly accuracy: number;
}

/** A reliability table, and which row fell into which bin. */
export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** [count], index of each row's bin. */
  readonly binOf: Uint16Array;
}

/** What {@link reliability} looks at. */
export interface Judged {
  /** [count], in [0, 1]. */
  readonly confidences: Float64Array;
  /** [count], 1 where the answer is right. */
  readonly right: Uint8Array;
}

/**
 * Confidence against accuracy, bin by bin. Equal confidences share a bin, so that bins of equal mass may differ in size and some be empty.
 * @throws LookbookError `bad-option` for a number of bins that is not whole or below 1
 */
export function reliability(
  {confidences, right}: Judged,
  {binning, binCount}: {readonly binning: Binning; readonly binCount: number},
): Reliability {
  if (!Number.isInteger(binCount) || binCount < 1) {
    throw new LookbookError("bad-option", `binCount must be a whole number of at least 1, got ${binCount}`);
  }
  const cuts = cutsOf(confidences, binning, binCount);
  const binOf = Uint16Array.from(confidences, (confidence) => cutsBelow(cuts, confidence));
  const [counts, hits, sums] = [new Float64Array(binCount), new Float64Array(binCount), new Float64Array(binCount)];
  binOf.forEach((bin, row) => {
    counts[bin]!++;
    hits[bin]! += right[row]!;
    sums[bin]! += confidences[row]!;
  });
  const bins = Array.from(counts, (count, i) => ({
    low: cuts[i - 1] ?? 0,
    high: cuts[i] ?? 1,
    count,
    confidence: count > 0 ? sums[i]! / count : 0,
    accuracy: count > 0 ? hits[i]! / count : 0,
  }));
  return {bins, binOf};
}

/** Where one bin ends and the next begins, ascending. */
function cutsOf(confidences: Float64Array, binning: Binning, binCount: number): number[] {
  const shares = Array.from({length: binCount - 1}, (_, i) => (i + 1) / binCount);
  switch (binning) {
    case "equal-width":
      return shares;
    case "equal-mass": {
      const sorted = confidences.slice().sort();
      return shares.map((share) => quantile(sorted, share));
    }
  }
}

function cutsBelow(cuts: readonly number[], confidence: number): number {
  let bin = 0;
  while (bin < cuts.length && cuts[bin]! < confidence) bin++;
  return bin;
}
