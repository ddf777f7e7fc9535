import * as tf from "@tensorflow/tfjs-core";
import {floatsOf, type WasmKernel, zeros} from "./heap.js";
import {eachWindow, type PoolAttributes, poolOf} from "./pool.js";

/**
 * Gradient of average pooling. The forward pass averages over the cells inside the picture, so dy is shared among those;
 * the kernel that ships, and plain JavaScript's, divide by the whole window and are too small along padded edges.
 * Takes dy [N, OH, OW, C] and input [N, H, W, C] to [N, H, W, C].
 */
export const avgPoolGrad: WasmKernel = {
  name: tf.AvgPoolGrad,
  run: ({inputs, attrs, backend}) => {
    const {dy, input} = inputs as {dy: tf.TensorInfo; input: tf.TensorInfo};
    const info = poolOf(input.shape, attrs as PoolAttributes);
    const dx = zeros(backend, input.shape);
    const [from, to] = [floatsOf(backend, dy), floatsOf(backend, dx)];
    const {inChannels: channels, inWidth} = info;
    eachWindow(info, (cell, first, height, width) => {
      const share = 1 / (height * width);
      for (let h = 0; h < height; h++) {
        const start = (first + h * inWidth) * channels;
        for (let i = 0; i < width * channels; i++) {
          to[start + i] = to[start + i]! + share * from[cell * channels + (i % channels)]!;
        }
      }
    });
    return dx;
  },
};
