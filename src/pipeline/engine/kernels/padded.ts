import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type * as tf from "@tensorflow/tfjs-core";
import {floatsOf, zeros} from "./heap.js";

type Conv2DInfo = tf.backend_util.Conv2DInfo;

/** Height and width of what the windows of a convolution cover, padding included; rows that no window reaches are left out. */
export function paddedSize(info: Conv2DInfo): {readonly height: number; readonly width: number} {
  return {
    height: (info.outHeight - 1) * info.strideHeight + info.effectiveFilterHeight,
    width: (info.outWidth - 1) * info.strideWidth + info.effectiveFilterWidth,
  };
}

/**
 * The input of a convolution with its padding written out, so that every window lies inside.
 * @param x [N, H, W, C]
 * @returns `x` itself where every window lies inside already, else a new tensor that the caller disposes
 */
export function padded(backend: BackendWasm, x: tf.TensorInfo, info: Conv2DInfo): tf.TensorInfo {
  const {height, width} = paddedSize(info);
  const {top, left} = info.padInfo;
  if (top === 0 && left === 0 && height <= info.inHeight && width <= info.inWidth) return x;
  return shifted(backend, x, {height, width, top, left});
}

/** The reverse: the cells of the input out of a tensor with its padding. Returns `x` itself where there is nothing to do. */
export function cropped(backend: BackendWasm, x: tf.TensorInfo, info: Conv2DInfo): tf.TensorInfo {
  const {inHeight: height, inWidth: width, padInfo} = info;
  const [, xHeight, xWidth] = x.shape;
  if (xHeight === height && xWidth === width && padInfo.top === 0 && padInfo.left === 0) return x;
  return shifted(backend, x, {height, width, top: -padInfo.top, left: -padInfo.left});
}

interface Placement {
  readonly height: number;
  readonly width: number;
  /** Where the first row and column of the source come to lie; negative cuts. */
  readonly top: number;
  readonly left: number;
}

/** Copies pictures [N, H, W, C] into others of another size, with zeros where nothing was. */
function shifted(backend: BackendWasm, x: tf.TensorInfo, {height, width, top, left}: Placement): tf.TensorInfo {
  const [count, xHeight, xWidth, channels] = x.shape as [number, number, number, number];
  const output = zeros(backend, [count, height, width, channels]);
  const [from, to] = [floatsOf(backend, x), floatsOf(backend, output)];
  const start = Math.max(0, -left);
  const end = Math.min(xWidth, width - left);
  for (let n = 0; n < count; n++) {
    for (let h = Math.max(0, -top); h < Math.min(xHeight, height - top) && start < end; h++) {
      const source = (n * xHeight + h) * xWidth;
      const target = (n * height + h + top) * width + start + left;
      to.set(from.subarray((source + start) * channels, (source + end) * channels), target * channels);
    }
  }
  return output;
}
