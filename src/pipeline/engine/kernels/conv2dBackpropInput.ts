import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {type ConvolutionAttributes, convolutionOf} from "./convolution.js";
import {addressOf, runKernel, type WasmKernel, zeros} from "./heap.js";
import {multiplier} from "./multiply.js";
import {cropped, paddedSize} from "./padded.js";
import {suitsWinograd, winogradConvolution} from "./winograd.js";

/**
 * Gradient of a convolution at its input: every tap of the filter adds dy times its matrix to the cells it saw.
 * The shipped kernel is many times slower; a convolution with the flipped filter would also multiply with the padding.
 * Takes dy [N, OH, OW, Cout] and the filter [KH, KW, Cin, Cout] to [N, H, W, Cin].
 */
export const conv2dBackpropInput: WasmKernel = {
  name: tf.Conv2DBackpropInput,
  run: ({inputs, attrs, backend}) => {
    const {dy, filter} = inputs as {dy: tf.TensorInfo; filter: tf.TensorInfo};
    const {inputShape, ...rest} = attrs as ConvolutionAttributes & {inputShape: [number, number, number, number]};
    const info = convolutionOf(inputShape, filter.shape, rest);
    if (
      suitsWinograd({
        ...info,
        inChannels: info.outChannels,
        outChannels: info.inChannels,
        outHeight: info.inHeight,
        outWidth: info.inWidth,
      })
    ) {
      return convolved(backend, info, {dy, filter});
    }
    const turned = runKernel(backend, tf.Transpose, {inputs: {x: filter}, attrs: {perm: [0, 1, 3, 2]}});
    const {height, width} = paddedSize(info);
    const dx = zeros(backend, [info.batchSize, height, width, info.inChannels]);
    scatter(
      backend,
      {...info, inHeight: height, inWidth: width},
      {
        dy: addressOf(backend, dy),
        filter: addressOf(backend, turned),
        dx: addressOf(backend, dx),
      },
    );
    backend.disposeData(turned.dataId);
    const result = cropped(backend, dx, info);
    if (result !== dx) backend.disposeData(dx.dataId);
    return result;
  },
};

/** The convolution of dy with the filter turned by half a turn, its channels swapped: what the gradient is for strides of 1. */
function convolved(
  backend: BackendWasm,
  info: tf.backend_util.Conv2DInfo,
  {dy, filter}: {readonly dy: tf.TensorInfo; readonly filter: tf.TensorInfo},
): tf.TensorInfo {
  const {inChannels, outChannels, inHeight, inWidth, outHeight, outWidth, padInfo, batchSize} = info;
  const swapped = runKernel(backend, tf.Transpose, {inputs: {x: filter}, attrs: {perm: [0, 1, 3, 2]}});
  const dx = backend.makeOutput([batchSize, inHeight, inWidth, inChannels], "float32");
  const channel = 4 * inChannels;
  const column = outChannels * channel;
  const last = addressOf(backend, swapped) + 8 * column;
  winogradConvolution(
    backend,
    {
      batchSize,
      inHeight: outHeight,
      inWidth: outWidth,
      inChannels: outChannels,
      outHeight: inHeight,
      outWidth: inWidth,
      outChannels: inChannels,
      padInfo: {top: 2 - padInfo.top, left: 2 - padInfo.left},
    },
    {x: dy, filter: {address: last, row: -3 * column, column: -column, channel}, out: dx},
  );
  backend.disposeData(swapped.dataId);
  return dx;
}

/** @param address of dy, of the filter as [KH, KW, Cout, Cin], and of dx with its padding, zero at first */
function scatter(
  backend: BackendWasm,
  info: tf.backend_util.Conv2DInfo,
  address: {readonly dy: number; readonly filter: number; readonly dx: number},
): void {
  const {batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels, filterHeight, filterWidth} = info;
  const {strideHeight, strideWidth, dilationHeight, dilationWidth} = info;
  const [column, row] = [4 * inChannels, 4 * inWidth * inChannels];
  const addProduct = multiplier(backend, inChannels, column);
  const [dyColumn, dyRow] = [4 * outChannels, 4 * outWidth * outChannels];
  for (let n = 0; n < batchSize; n++) {
    for (let kh = 0; kh < filterHeight; kh++) {
      for (let kw = 0; kw < filterWidth; kw++) {
        const b = address.filter + 4 * (kh * filterWidth + kw) * outChannels * inChannels;
        for (let oh = 0; oh < outHeight; oh++) {
          const h = n * inHeight + oh * strideHeight + kh * dilationHeight;
          addProduct({
            a: address.dy + (n * outHeight + oh) * dyRow,
            b,
            out: address.dx + h * row + kw * dilationWidth * column,
            rows: outWidth,
            depth: outChannels,
            aRow: dyColumn,
            aStep: 4,
            outRow: strideWidth * column,
            keep: true,
          });
        }
      }
    }
  }
}
