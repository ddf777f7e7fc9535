import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {addressOf, runKernel} from "./heap.js";
import {productEngine} from "./products.js";

type Conv2DInfo = tf.backend_util.Conv2DInfo;

/** Whether a convolution is a matrix product of all pixels with the filter: 1x1, strides of 1. */
export function isPointwise({
  filterHeight,
  filterWidth,
  strideHeight,
  strideWidth,
  padInfo,
  outShape,
}: Conv2DInfo): boolean {
  const {top, bottom, left, right} = padInfo;
  const ones = [filterHeight, filterWidth, strideHeight, strideWidth].every((n) => n === 1);
  return ones && [top, bottom, left, right].every((n) => n === 0) && outShape.every((n) => n > 0);
}

/** x [N, H, W, C] and filter [1, 1, C, K] to [N, H, W, K]. */
export function pointwiseConvolution(
  backend: BackendWasm,
  info: Conv2DInfo,
  {x, filter}: {readonly x: tf.TensorInfo; readonly filter: tf.TensorInfo},
): tf.TensorInfo {
  const out = backend.makeOutput(info.outShape, "float32");
  const {inChannels: depth, outChannels: channels} = info;
  multiply(backend, {a: x, b: filter, out}, {rows: pixelsOf(info), depth, channels});
  return out;
}

/** dy [N, H, W, K] and filter [1, 1, C, K] to the gradient of the input, [N, H, W, C]. */
export function pointwiseInputGradient(
  backend: BackendWasm,
  info: Conv2DInfo,
  {dy, filter}: {readonly dy: tf.TensorInfo; readonly filter: tf.TensorInfo},
): tf.TensorInfo {
  const turned = runKernel(backend, tf.Transpose, {inputs: {x: filter}, attrs: {perm: [0, 1, 3, 2]}});
  const dx = backend.makeOutput(info.inShape, "float32");
  const {inChannels: channels, outChannels: depth} = info;
  multiply(backend, {a: dy, b: turned, out: dx}, {rows: pixelsOf(info), depth, channels});
  backend.disposeData(turned.dataId);
  return dx;
}

/** Bytes of pixels on both sides that are worked on at once. */
const blockBytes = 131_072;

/** x [N, H, W, C] and dy [N, H, W, K] to the gradient of the filter, [1, 1, C, K]. */
export function pointwiseFilterGradient(
  backend: BackendWasm,
  info: Conv2DInfo,
  {x, dy}: {readonly x: tf.TensorInfo; readonly dy: tf.TensorInfo},
): tf.TensorInfo {
  const {inChannels: rows, outChannels: channels} = info;
  const dw = backend.makeOutput([1, 1, rows, channels], "float32");
  const engine = productEngine();
  const pixels = pixelsOf(info);
  const [a, b, out] = [x, dy, dw].map((t) => addressOf(backend, t)) as [number, number, number];
  const most = engine.gapless ? pixels : Math.max(1, Math.floor(blockBytes / (4 * (rows + channels))));
  for (let start = 0; start < pixels; start += most) {
    engine.multiply(backend, {
      planes: 1,
      rows,
      depth: Math.min(most, pixels - start),
      channels,
      a: a + 4 * start * rows,
      b: b + 4 * start * channels,
      out,
      aPlane: 0,
      bPlane: 0,
      outPlane: 0,
      transposed: true,
      keep: start > 0,
    });
  }
  return dw;
}

function pixelsOf({batchSize, outHeight, outWidth}: Conv2DInfo): number {
  return batchSize * outHeight * outWidth;
}

function multiply(
  backend: BackendWasm,
  {a, b, out}: {readonly a: tf.TensorInfo; readonly b: tf.TensorInfo; readonly out: tf.TensorInfo},
  size: {readonly rows: number; readonly depth: number; readonly channels: number},
): void {
  const places = {a: addressOf(backend, a), b: addressOf(backend, b), out: addressOf(backend, out)};
  productEngine().multiply(backend, {planes: 1, ...size, ...places, aPlane: 0, bPlane: 0, outPlane: 0});
}
