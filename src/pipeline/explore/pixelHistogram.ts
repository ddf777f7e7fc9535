import {LookbookError} from "../../core/errors.js";
import type {ImageSet} from "../dataset/imageSet.js";

/** How brightness is distributed over the pixels of a set. */
export interface PixelHistogram {
  /** Bounds of the bins, one more than there are bins: bin `i` holds `edges[i]` up to, not including, `edges[i + 1]`; 0 to 256. */
  readonly edges: readonly number[];
  /** Share of all pixels in each bin; sums to 1. */
  readonly overall: readonly number[];
  /** The same for the pictures of each class, in the order of the classes. */
  readonly byClass: readonly ClassHistogram[];
  /** Share of pixels that are exactly 0, the background. */
  readonly black: number;
}

export interface ClassHistogram {
  readonly className: string;
  /** Share of the class's pixels in each bin; sums to 1, or all 0 for a class without a picture. */
  readonly shares: readonly number[];
}

/** Options for {@link pixelHistogram}. */
export interface PixelHistogramOptions {
  /** A divisor of 256, so that all bins are equally wide; defaults to 32. */
  readonly bins?: number;
}

/** Distributes all pixels over bins of brightness. @throws LookbookError `bad-option` for bins that are not equally wide */
export function pixelHistogram(set: ImageSet, {bins = 32}: PixelHistogramOptions = {}): PixelHistogram {
  if (!Number.isInteger(256 / bins) || bins < 1) {
    throw new LookbookError("bad-option", `pixelHistogram: bins must divide 256, got ${bins}`);
  }
  const counts = countByClass(set);
  const total = counts.reduce((sum, ofClass) => sum.map((times, value) => times + ofClass[value]!));
  return {
    edges: Array.from({length: bins + 1}, (_, i) => (i * 256) / bins),
    overall: toShares(total, bins),
    byClass: set.classNames.map((className, c) => ({className, shares: toShares(counts[c]!, bins)})),
    black: total[0]! / set.images.length,
  };
}

/** For each class, how often each of the 256 values occurs. */
function countByClass({images, labels, classNames, height, width, channels}: ImageSet): Float64Array[] {
  const size = height * width * channels;
  const counts = classNames.map(() => new Float64Array(256));
  labels.forEach((label, row) => {
    const ofClass = counts[label]!;
    for (let i = row * size; i < (row + 1) * size; i++) ofClass[images[i]!]!++;
  });
  return counts;
}

function toShares(counts: Float64Array, bins: number): number[] {
  const total = counts.reduce((sum, times) => sum + times, 0) || 1;
  const width = 256 / bins;
  return Array.from({length: bins}, (_, bin) => {
    const inside = counts.subarray(bin * width, (bin + 1) * width);
    return inside.reduce((sum, times) => sum + times, 0) / total;
  });
}
