import type {MapSize} from "../resize.js";

/** Options for {@link structuralSimilarity}. */
export interface StructuralSimilarityOptions {
  readonly size: MapSize;
  /** Side of the window, in pixels, odd; defaults to 7. */
  readonly window?: number;
}

/**
 * Structural similarity of two maps, each first scaled so that its greatest absolute value is 1: the mean over all windows that lie
 * wholly inside, evenly weighed, with sample variances, the range of values being 2.
 * Source: Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment" (IEEE Trans. Image Processing 13, 2004); the window as in
 * scikit-image's `structural_similarity`.
 * @param first [height, width]
 * @returns in [-1, 1], 1 for equal maps
 */
export function structuralSimilarity(
  first: Float32Array,
  second: Float32Array,
  {size: [height, width], window = 7}: StructuralSimilarityOptions,
): number {
  const [a, b] = [scaled(first), scaled(second)];
  const side = Math.min(window, height, width);
  const [luminance, contrast] = [(0.01 * 2) ** 2, (0.03 * 2) ** 2];
  const n = side * side;
  let [total, windows] = [0, 0];
  for (let top = 0; top + side <= height; top++) {
    for (let left = 0; left + side <= width; left++) {
      let [sumA, sumB, squareA, squareB, product] = [0, 0, 0, 0, 0];
      for (let y = top; y < top + side; y++) {
        for (let i = y * width + left; i < y * width + left + side; i++) {
          const [x, z] = [a[i]!, b[i]!];
          sumA += x;
          sumB += z;
          squareA += x * x;
          squareB += z * z;
          product += x * z;
        }
      }
      const [meanA, meanB] = [sumA / n, sumB / n];
      const sample = Math.max(1, n - 1);
      const variances = (squareA + squareB - n * (meanA * meanA + meanB * meanB)) / sample;
      const covariance = (product - n * meanA * meanB) / sample;
      total +=
        ((2 * meanA * meanB + luminance) * (2 * covariance + contrast)) /
        ((meanA * meanA + meanB * meanB + luminance) * (variances + contrast));
      windows++;
    }
  }
  return total / windows;
}

/** The greatest absolute value becomes 1; a map of zeros stays one. */
function scaled(map: Float32Array): Float64Array {
  const most = map.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  return Float64Array.from(map, (value) => (most > 0 ? value / most : 0));
}
