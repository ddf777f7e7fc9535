import * as tf from "@tensorflow/tfjs-core";
import {loopOf} from "../simd/attach.js";
import {addressOf, type WasmKernel, zeros} from "./heap.js";
import {eachWindow, type PoolAttributes, poolOf} from "./pool.js";

/**
 * Gradient of max pooling: dy goes to the first of the window's inputs that equals the output.
 * The shipped kernel is wrong where inputs are not positive, because its running maximum starts above zero.
 * Takes dy and output [N, OH, OW, C] and input [N, H, W, C] to [N, H, W, C].
 */
export const maxPoolGrad: WasmKernel = {
  name: tf.MaxPoolGrad,
  run: ({inputs, attrs, backend}) => {
    const {dy, input, output} = inputs as {dy: tf.TensorInfo; input: tf.TensorInfo; output: tf.TensorInfo};
    const info = poolOf(input.shape, attrs as PoolAttributes);
    const [wide, narrow] = [loopOf(backend, "maxPoolGradientWide"), loopOf(backend, "maxPoolGradientNarrow")];
    const dx = zeros(backend, input.shape);
    const [x, y, from, to] = [
      addressOf(backend, input),
      addressOf(backend, output),
      addressOf(backend, dy),
      addressOf(backend, dx),
    ];
    const {inChannels: channels, inWidth} = info;
    const [groups, rest] = [Math.floor(channels / 4), channels % 4];
    const column = 4 * channels;
    eachWindow(info, (cell, first, height, width) => {
      const rowRest = (inWidth - width) * column;
      const [i, o] = [first * column, cell * column];
      if (groups > 0) wide(x + i, y + o, from + o, to + i, groups, height, width, rowRest, column);
      const [ir, or] = [i + 16 * groups, o + 16 * groups];
      if (rest > 0) narrow(x + ir, y + or, from + or, to + ir, rest, height, width, rowRest, column);
    });
    return dx;
  },
};
