import * as tf from "@tensorflow/tfjs-core";
import {reducedRows} from "./channels.js";
import type {WasmKernel} from "./heap.js";

/** Sum over all rows of dy (x - mean), for each channel. Takes dy and x [.., C] and mean [C] to [C]. */
export const batchNormDot: WasmKernel = {
  name: "BatchNormDot",
  run: ({inputs, backend}) => {
    const {dy, x, mean} = inputs as {dy: tf.TensorInfo; x: tf.TensorInfo; mean: tf.TensorInfo};
    return reducedRows(backend, "columnDot", {a: dy, b: x, shift: mean});
  },
};

/**
 * Gradient of batch normalisation from two sums a channel (Ioffe, Szegedy, "Batch Normalization", 2015, section 3), where
 * TensorFlow.js makes some fifteen passes over the pictures. Engines other than WASM keep its way.
 * @param shipped the gradient of TensorFlow.js
 */
export function batchNormGradient(shipped: tf.GradConfig): tf.GradConfig {
  return {
    ...shipped,
    gradFunc: (gradient, saved, attrs) => {
      const [x, mean, variance, scale] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor | undefined];
      if (tf.getBackend() !== "wasm" || mean.rank !== 1) return shipped.gradFunc(gradient, saved, attrs);
      const dy = gradient as tf.Tensor;
      const {varianceEpsilon} = attrs as {varianceEpsilon: number};
      const leading = x.shape.slice(0, -1).map((_, i) => i);
      const total = tf.sum(dy, leading); // [C]
      const dot: tf.Tensor = tf.engine().runKernel(batchNormDot.name, {dy, x, mean}); // [C]
      const inverse = tf.rsqrt(tf.add(variance, varianceEpsilon)); // [C], one over the deviation
      const factor = scale ? tf.mul(inverse, scale) : inverse;
      return {
        x: () => tf.mul(dy, factor),
        mean: () => tf.neg(tf.mul(factor, total)),
        variance: () => tf.mul(tf.mul(tf.square(inverse), -0.5), tf.mul(factor, dot)),
        scale: () => tf.mul(inverse, dot),
        offset: () => total.clone(),
      };
    },
  };
}
