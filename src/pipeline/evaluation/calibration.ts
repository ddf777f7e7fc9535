import {LookbookError} from "../../core/errors.js";
import {confidenceAt, type Predictions} from "./predictions.js";

/** One bin of the reliability diagram. */
export interface ReliabilityBin {
  /** Confidence from `low` (exclusive) to `high` (inclusive). */
  readonly low: number;
  readonly high: number;
  /** Pictures in the bin. */
  readonly count: number;
  /** Mean confidence and share of right answers; 0 in an empty bin. */
  readonly confidence: number;
  readonly accuracy: number;
}

/** How far a model's confidence can be believed. */
export interface Calibration {
  /** Expected calibration error: mean gap between confidence and accuracy, weighted by the bins' counts, in [0, 1]. */
  readonly ece: number;
  /** The largest gap of any bin, in [0, 1]. */
  readonly largestGap: number;
  readonly bins: readonly ReliabilityBin[];
}

/** Options for {@link calibration}. */
export interface CalibrationOptions {
  /** Equally wide bins; defaults to 15. */
  readonly binCount?: number;
}

/** Reliability table and expected calibration error. Source: Guo et al., "On calibration of modern neural networks" (2017). */
export function calibration(predictions: Predictions, {binCount = 15}: CalibrationOptions = {}): Calibration {
  if (!Number.isInteger(binCount) || binCount < 1) {
    throw new LookbookError("bad-option", `binCount must be a whole number of at least 1, got ${binCount}`);
  }
  const {yTrue, yPred, count} = predictions;
  const [counts, hits, sums] = [0, 1, 2].map(() => new Float64Array(binCount)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let row = 0; row < count; row++) {
    const confidence = confidenceAt(predictions, row);
    const bin = Math.min(binCount - 1, Math.max(0, Math.ceil(confidence * binCount) - 1));
    counts[bin]!++;
    sums[bin]! += confidence;
    if (yTrue[row] === yPred[row]) hits[bin]!++;
  }
  const bins = Array.from(counts, (n, i) => ({
    low: i / binCount,
    high: (i + 1) / binCount,
    count: n,
    confidence: n > 0 ? sums[i]! / n : 0,
    accuracy: n > 0 ? hits[i]! / n : 0,
  }));
  const gaps = bins.map(({confidence, accuracy}) => Math.abs(confidence - accuracy));
  const ece = bins.reduce((sum, bin, i) => sum + (bin.count / count) * gaps[i]!, 0);
  return {ece, largestGap: Math.max(...gaps), bins};
}
