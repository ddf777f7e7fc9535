import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {eachChannel, reducer} from "./channels.js";
import {type ConvolutionAttributes, convolutionOf} from "./convolution.js";
import {addressOf, floatsOf, type WasmKernel, zeros} from "./heap.js";
import {cropped, padded, paddedSize} from "./padded.js";

type Shape4D = [number, number, number, number];

/**
 * Gradient of a depthwise convolution at its filter; the shipped backend has none.
 * Takes x [N, H, W, C] and dy [N, OH, OW, C * multiplier] to [KH, KW, C, multiplier].
 */
export const depthwiseBackpropFilter: WasmKernel = {
  name: tf.DepthwiseConv2dNativeBackpropFilter,
  run: ({inputs, attrs, backend}) => {
    const {x, dy} = inputs as {x: tf.TensorInfo; dy: tf.TensorInfo};
    const {filterShape, ...rest} = attrs as ConvolutionAttributes & {filterShape: Shape4D};
    const info = convolutionOf(x.shape, filterShape, rest, true);
    const dw = zeros(backend, filterShape);
    const from = padded(backend, x, info);
    const nothing = zeros(backend, [info.outChannels]);
    const wide = repeated(backend, from, info);
    const [a, b, shift, out] = [dy, wide, nothing, dw].map((t) => addressOf(backend, t)) as Shape4D;
    const dot = reducer(backend, "columnDot");
    eachTap({...info, inHeight: from.shape[1]!, inWidth: from.shape[2]!}, ({tap, first, row}) => {
      const cell = 4 * info.outChannels;
      dot({
        a: a + row * info.outWidth * cell,
        b: b + first * cell,
        shift,
        out: out + tap * cell,
        rows: info.outWidth,
        channels: info.outChannels,
        bRow: info.strideWidth * cell,
      });
    });
    dispose(backend, [nothing, from, wide], [x]);
    return dw;
  },
};

/**
 * Gradient of a depthwise convolution at its input; the shipped backend has none.
 * Takes dy [N, OH, OW, C * multiplier] and the filter [KH, KW, C, multiplier] to [N, H, W, C].
 */
export const depthwiseBackpropInput: WasmKernel = {
  name: tf.DepthwiseConv2dNativeBackpropInput,
  run: ({inputs, attrs, backend}) => {
    const {dy, filter} = inputs as {dy: tf.TensorInfo; filter: tf.TensorInfo};
    const {inputShape, ...rest} = attrs as ConvolutionAttributes & {inputShape: Shape4D};
    const info = convolutionOf(inputShape, filter.shape, rest, true);
    const {height, width} = paddedSize(info);
    const wide = zeros(backend, [info.batchSize, height, width, info.outChannels]);
    const [a, b, out] = [dy, filter, wide].map((t) => addressOf(backend, t)) as [number, number, number];
    eachTap({...info, inHeight: height, inWidth: width}, ({tap, first, row}) => {
      const cell = 4 * info.outChannels;
      eachChannel(backend, "scaleInto", info.outChannels, (loop, c) => {
        const [from, to] = [a + row * info.outWidth * cell + c, out + first * cell + c];
        loop(from, b + tap * cell + c, to, info.outWidth, cell, info.strideWidth * cell);
      });
    });
    const dx = gathered(backend, wide, info);
    const result = cropped(backend, dx, info);
    dispose(backend, [wide, dx], [result]);
    return result;
  },
};

interface TapRow {
  /** Index of the tap in the filter. */
  readonly tap: number;
  /** Index of the input cell that this tap of the row's first output cell sees. */
  readonly first: number;
  /** Index of the row of output cells, over all pictures. */
  readonly row: number;
}

function eachTap(info: tf.backend_util.Conv2DInfo, visit: (tapRow: TapRow) => void): void {
  const {batchSize, inHeight, inWidth, outHeight, filterHeight, filterWidth} = info;
  for (let n = 0; n < batchSize; n++) {
    for (let oh = 0; oh < outHeight; oh++) {
      for (let kh = 0; kh < filterHeight; kh++) {
        const h = n * inHeight + oh * info.strideHeight + kh * info.dilationHeight;
        for (let kw = 0; kw < filterWidth; kw++) {
          visit({tap: kh * filterWidth + kw, first: h * inWidth + kw * info.dilationWidth, row: n * outHeight + oh});
        }
      }
    }
  }
}

/** [.., C] to [.., C * multiplier], each channel beside itself. Returns `x` itself for a multiplier of 1. */
function repeated(
  backend: BackendWasm,
  x: tf.TensorInfo,
  {inChannels, outChannels}: tf.backend_util.Conv2DInfo,
): tf.TensorInfo {
  if (inChannels === outChannels) return x;
  const multiplier = outChannels / inChannels;
  const output = backend.makeOutput([...x.shape.slice(0, -1), outChannels], "float32");
  const [from, to] = [floatsOf(backend, x), floatsOf(backend, output)];
  for (let i = 0; i < to.length; i++) to[i] = from[Math.floor(i / multiplier)]!;
  return output;
}

/** [.., C * multiplier] to [.., C], the sum of each channel's copies. Returns `x` itself for a multiplier of 1. */
function gathered(
  backend: BackendWasm,
  x: tf.TensorInfo,
  {inChannels, outChannels}: tf.backend_util.Conv2DInfo,
): tf.TensorInfo {
  if (inChannels === outChannels) return x;
  const multiplier = outChannels / inChannels;
  const output = zeros(backend, [...x.shape.slice(0, -1), inChannels]);
  const [from, to] = [floatsOf(backend, x), floatsOf(backend, output)];
  for (let i = 0; i < from.length; i++) to[Math.floor(i / multiplier)]! += from[i]!;
  return output;
}

function dispose(backend: BackendWasm, tensors: readonly tf.TensorInfo[], kept: readonly tf.TensorInfo[]): void {
  for (const tensor of new Set(tensors)) if (!kept.includes(tensor)) backend.disposeData(tensor.dataId);
}
