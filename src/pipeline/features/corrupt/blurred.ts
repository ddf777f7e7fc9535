import {expOf} from "../../../core/exponential.js";
import type {PictureShape} from "../augment/types.js";

/**
 * A picture under a Gaussian, along one axis after the other; beyond the border lies black. The Gaussian is cut off at four sigma and
 * normalised, as `scipy.ndimage.gaussian_filter` has it (mode "constant", truncate 4).
 * @param picture [height, width, channels]
 * @param sigma in pixels, above 0
 */
export function blurred(picture: Uint8Array, [height, width, channels]: PictureShape, sigma: number): Float64Array {
  const weights = gaussian(sigma);
  const down = along(picture, {length: height, stride: width * channels}, weights);
  return along(down, {length: width, stride: channels}, weights);
}

/** Weights of the neighbours 0, 1, 2, ... steps away; those of both sides sum to 1. */
function gaussian(sigma: number): number[] {
  const radius = Math.floor(4 * sigma + 0.5);
  const heights = Array.from({length: radius + 1}, (_, k) => expOf(-(k * k) / (2 * sigma * sigma)));
  const sum = 2 * heights.reduce((total, each) => total + each, 0) - 1;
  return heights.map((each) => each / sum);
}

/** Weighs along one axis: pixels `stride` numbers apart are neighbours, `length` of them in a line. */
function along(
  source: Uint8Array | Float64Array,
  {length, stride}: {readonly length: number; readonly stride: number},
  weights: readonly number[],
): Float64Array {
  return Float64Array.from(source, (value, i) => {
    const at = Math.floor(i / stride) % length;
    let sum = weights[0]! * value;
    for (let k = 1; k < weights.length && k < length; k++) {
      if (at >= k) sum += weights[k]! * source[i - k * stride]!;
      if (at + k < length) sum += weights[k]! * source[i + k * stride]!;
    }
    return sum;
  });
}
