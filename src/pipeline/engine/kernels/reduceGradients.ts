import * as tf from "@tensorflow/tfjs-core";

/**
 * Gradients of sum and mean, spread by copying rows. TensorFlow.js multiplies with a tensor of ones, and divides after that;
 * engines other than WASM keep its way.
 * @param shipped the gradients of TensorFlow.js
 */
export function sumGradient(shipped: tf.GradConfig): tf.GradConfig {
  return spreading(shipped, () => 1);
}

/** @see sumGradient */
export function meanGradient(shipped: tf.GradConfig): tf.GradConfig {
  return spreading(shipped, (count) => 1 / count);
}

function spreading(shipped: tf.GradConfig, weight: (count: number) => number): tf.GradConfig {
  return {
    ...shipped,
    gradFunc: (dy, saved, attrs) => {
      if (tf.getBackend() !== "wasm") return shipped.gradFunc(dy, saved, attrs);
      const {shape} = saved[0]!;
      const axes = tf.util.parseAxisParam((attrs as {axis: number | number[]}).axis, shape);
      const reps = shape.map((n, i) => (axes.includes(i) ? n : 1));
      const small = shape.map((n, i) => (axes.includes(i) ? 1 : n));
      const scale = weight(reps.reduce((product, n) => product * n, 1));
      const scaled = scale === 1 ? (dy as tf.Tensor) : tf.mul(dy as tf.Tensor, scale);
      return {x: () => tf.tile(tf.reshape(scaled, small), reps)};
    },
  };
}
