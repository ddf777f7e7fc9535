import type {ImageSet} from "../dataset/imageSet.js";

/** Mean and standard deviation of the pixels, learnt from training pictures only; applied inside the network. */
export interface Normaliser {
  /** In grey levels, 0 to 255. */
  readonly mean: number;
  /** In grey levels; positive. */
  readonly deviation: number;
}

/**
 * Learns the scale of the pixels, over all pictures, positions and channels.
 * Pictures of one single grey get deviation 1, so that they map to zero rather than NaN.
 * @param set the training rows, and only these
 */
export function fitNormaliser({images}: ImageSet): Normaliser {
  // A histogram makes the sums exact integers: the result depends on no order of summation.
  const counts = new Float64Array(256);
  for (let i = 0; i < images.length; i++) counts[images[i]!]!++;
  const mean = counts.reduce((sum, n, level) => sum + n * level, 0) / images.length;
  const variance = counts.reduce((sum, n, level) => sum + n * level * level, 0) / images.length - mean * mean;
  return {mean, deviation: Math.sqrt(Math.max(0, variance)) || 1};
}
