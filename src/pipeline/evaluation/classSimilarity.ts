import {classSums} from "../dataset/classSums.js";
import type {ImageSet} from "../dataset/imageSet.js";

/**
 * How alike the mean pictures of the classes are: Pearson's correlation over the pixels.
 * @returns `similarity[i][j]` in [-1, 1], symmetric, 1 on the diagonal; 0 where a class has no picture or a flat mean
 */
export function classSimilarity(set: ImageSet): number[][] {
  const means = classSums(set).map(({pixels}) => unit(pixels));
  return means.map((a, i) => means.map((b, j) => (i === j ? 1 : a.reduce((sum, x, k) => sum + x * b[k]!, 0))));
}

/** Centred and scaled to length 1, so that a dot product is a correlation; sums do as well as means. */
function unit(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const centred = values.map((x) => x - mean);
  const length = Math.sqrt(centred.reduce((sum, x) => sum + x * x, 0));
  return centred.map((x) => (length > 0 ? x / length : 0));
}
