import * as tf from "@tensorflow/tfjs-core";
import {reluGrad} from "./reluGrad.js";

/**
 * Gradient of the rectifier cut at 6: dy where 0 < x < 6. TensorFlow.js compares twice into masks of bytes, which takes ten times
 * as long. Engines other than WASM keep its way, here and below.
 */
export function relu6Gradient(shipped: tf.GradConfig): tf.GradConfig {
  return onWasm(shipped, (dy, [x]) => ({x: () => wherePositive(dy, tf.mul(x!, tf.sub(6, x!)))}));
}

/** Gradient of the leaky rectifier: dy where x > 0, else alpha dy. */
export function leakyReluGradient(shipped: tf.GradConfig): tf.GradConfig {
  return onWasm(shipped, (dy, [x], attrs) => ({x: () => leaked(dy, x!, (attrs as {alpha: number}).alpha)}));
}

/** Gradient of the rectifier whose slopes are learnt: dy where x > 0, else alpha dy; for alpha the sum of x dy elsewhere. */
export function preluGradient(shipped: tf.GradConfig): tf.GradConfig {
  return onWasm(shipped, (dy, [x, alpha]) => ({
    x: () => leaked(dy, x!, alpha!),
    alpha: () => {
      const {shape} = alpha!;
      const products = tf.mul(x!, tf.sub(dy, wherePositive(dy, x!)));
      const axes = tf.broadcast_util.getReductionAxes(shape, x!.shape);
      return tf.reshape(axes.length === 0 ? products : tf.sum(products, axes), shape);
    },
  }));
}

/** `values` where `condition` > 0, else 0, on the WASM engine. Both of one shape. */
export function wherePositive(values: tf.Tensor, condition: tf.Tensor): tf.Tensor {
  return tf.engine().runKernel(reluGrad.name, {dy: values, y: condition});
}

function leaked(dy: tf.Tensor, x: tf.Tensor, alpha: number | tf.Tensor): tf.Tensor {
  const kept = wherePositive(dy, x);
  return tf.add(kept, tf.mul(tf.sub(dy, kept), alpha)); // one of the two summands is zero, so that nothing is rounded
}

function onWasm(
  shipped: tf.GradConfig,
  gradients: (dy: tf.Tensor, saved: tf.Tensor[], attrs: tf.NamedAttrMap) => Record<string, () => tf.Tensor>,
): tf.GradConfig {
  return {
    ...shipped,
    gradFunc: (dy, saved, attrs) =>
      tf.getBackend() === "wasm" && saved[0]!.dtype === "float32"
        ? gradients(dy as tf.Tensor, saved, attrs)
        : shipped.gradFunc(dy, saved, attrs),
  };
}
