import {logOf} from "../../../core/exponential.js";

/**
 * Logarithms of probabilities. They do as logits, since a softmax does not change when a row is shifted. A probability of 0 is one that
 * 32 bits could not hold: it counts as the smallest that they can, 2^-149, rather than as impossible.
 */
export function logProbabilities(probabilities: Float32Array): Float64Array {
  return Float64Array.from(probabilities, (probability) => logOf(Math.max(probability, 2 ** -149)));
}
