import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {addressOf, runKernel} from "../heap.js";
import {winogradConvolution} from "./convolution.js";
import {suitsWinograd} from "./winograd.js";

type Conv2DInfo = tf.backend_util.Conv2DInfo;

/** Whether the gradient of a convolution at its input can and should be done Winograd's way. */
export function inputGradientSuitsWinograd(info: Conv2DInfo): boolean {
  const {inChannels, outChannels, inHeight, inWidth} = info;
  return suitsWinograd({
    ...info,
    inChannels: outChannels,
    outChannels: inChannels,
    outHeight: inHeight,
    outWidth: inWidth,
  });
}

/**
 * The gradient of a convolution at its input: with strides of 1 it is the convolution of dy with the filter turned by half a turn,
 * its channels swapped. Takes dy [N, OH, OW, K] and the filter [3, 3, C, K] to [N, H, W, C].
 */
export function winogradInputGradient(
  backend: BackendWasm,
  info: Conv2DInfo,
  {dy, filter}: {readonly dy: tf.TensorInfo; readonly filter: tf.TensorInfo},
): tf.TensorInfo {
  const {inChannels, outChannels, inHeight, inWidth, outHeight, outWidth, padInfo, batchSize} = info;
  const swapped = runKernel(backend, tf.Transpose, {inputs: {x: filter}, attrs: {perm: [0, 1, 3, 2]}});
  const dx = backend.makeOutput([batchSize, inHeight, inWidth, inChannels], "float32");
  const channel = 4 * inChannels;
  const column = outChannels * channel;
  const turned = {
    batchSize,
    inHeight: outHeight,
    inWidth: outWidth,
    inChannels: outChannels,
    outHeight: inHeight,
    outWidth: inWidth,
    outChannels: inChannels,
    padInfo: {top: 2 - padInfo.top, left: 2 - padInfo.left},
  };
  const last = addressOf(backend, swapped) + 8 * column;
  const place = {address: last, row: -3 * column, column: -column, channel};
  winogradConvolution(backend, turned, {x: dy, filter: place, out: dx});
  backend.disposeData(swapped.dataId);
  return dx;
}
