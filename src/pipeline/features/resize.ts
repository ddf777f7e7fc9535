import {LookbookError} from "../../core/errors.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {type ResizeKernel, resizeKernels} from "./resizeKernels.js";

export type {ResizeKernel};

/** How pictures of one size become pictures of another, as plain data; the first layers of a network can carry it. */
export interface Resizing {
  /** [height, width] in pixels. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly kernel: ResizeKernel;
  /** [from height, to height]: the share of each row of the picture in each row of the result; columns sum to 1. */
  readonly rows: Float32Array;
  /** [from width, to width], as `rows`. */
  readonly columns: Float32Array;
}

/** Options for {@link resizing}. */
export interface ResizingOptions {
  /** [height, width] in pixels. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  /** Defaults to "bicubic". */
  readonly kernel?: ResizeKernel;
}

/**
 * Works out how to resize: a separable kernel between pixel centres, stretched over more pixels where the picture shrinks, which keeps
 * fine stripes from turning into coarse ones, and cut off and normalised at the edges. Pillow's `resize` in floats (mode F) does the same.
 * @throws LookbookError `bad-option` for an unknown kernel or a size that is no whole number of at least 1
 */
export function resizing({from, to, kernel = "bicubic"}: ResizingOptions): Resizing {
  if (!Object.hasOwn(resizeKernels, kernel)) {
    const known = Object.keys(resizeKernels).join(", ");
    throw new LookbookError("bad-option", `resizing: unknown kernel "${kernel}"; expected one of ${known}`);
  }
  const bad = [...from, ...to].find((n) => !(Number.isInteger(n) && n >= 1));
  if (bad !== undefined) {
    throw new LookbookError("bad-option", `resizing: sizes must be whole numbers of at least 1, got ${bad}`);
  }
  return {from, to, kernel, rows: shares(from[0], to[0], kernel), columns: shares(from[1], to[1], kernel)};
}

/**
 * Resizes pictures, and cuts what a kernel with negative lobes throws over the ends back to 0 and 255.
 * @returns [count, to height, to width, channels], 0 to 255, not rounded
 * @throws LookbookError `bad-shape` for pictures of another size
 */
export function resizePictures(
  {images, count, height, width, channels}: ImageSet,
  {from, to, rows, columns}: Resizing,
): Float32Array {
  if (height !== from[0] || width !== from[1]) {
    throw new LookbookError(
      "bad-shape",
      `resizePictures: expected pictures of ${from.join(" x ")}, got ${height} x ${width}`,
    );
  }
  const [toHeight, toWidth] = to;
  const result = new Float32Array(count * toHeight * toWidth * channels);
  const wide = new Float32Array(height * toWidth * channels);
  for (let i = 0; i < count; i++) {
    const picture = images.subarray(i * height * width * channels, (i + 1) * height * width * channels);
    weigh(picture, wide, {outer: height, from: width, to: toWidth, inner: channels, shares: columns});
    const target = result.subarray(i * toHeight * toWidth * channels, (i + 1) * toHeight * toWidth * channels);
    weigh(wide, target, {outer: 1, from: height, to: toHeight, inner: toWidth * channels, shares: rows});
    for (let k = 0; k < target.length; k++) target[k] = Math.min(255, Math.max(0, target[k]!));
  }
  return result;
}

interface Weighing {
  readonly outer: number;
  readonly from: number;
  readonly to: number;
  readonly inner: number;
  /** [from, to] */
  readonly shares: Float32Array;
}

/** Weighted sums along the middle axis: [outer, from, inner] to [outer, to, inner]. */
function weigh(
  source: Uint8Array | Float32Array,
  target: Float32Array,
  {outer, from, to, inner, shares}: Weighing,
): void {
  for (let o = 0; o < outer; o++) {
    for (let t = 0; t < to; t++) {
      for (let n = 0; n < inner; n++) {
        let sum = 0;
        for (let f = 0; f < from; f++) sum += source[(o * from + f) * inner + n]! * shares[f * to + t]!;
        target[(o * to + t) * inner + n] = sum;
      }
    }
  }
}

/** [from, to]: which share each of `from` pixels has in each of `to` pixels. */
function shares(from: number, to: number, kernel: ResizeKernel): Float32Array {
  const {radius, weight} = resizeKernels[kernel];
  const scale = from / to;
  const stretch = Math.max(1, scale);
  const result = new Float32Array(from * to);
  for (let t = 0; t < to; t++) {
    const centre = (t + 0.5) * scale;
    const first = Math.max(0, Math.floor(centre - radius * stretch + 0.5));
    const end = Math.min(from, Math.floor(centre + radius * stretch + 0.5));
    const weights = Array.from({length: end - first}, (_, i) => weight((first + i + 0.5 - centre) / stretch));
    const sum = weights.reduce((a, b) => a + b, 0);
    for (const [i, w] of weights.entries()) result[(first + i) * to + t] = w / sum;
  }
  return result;
}
