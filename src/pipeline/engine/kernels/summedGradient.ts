import * as tf from "@tensorflow/tfjs-core";

/**
 * Gradient of an operator with two inputs, one of which was spread to the shape of the other: summed back to its own shape.
 * TensorFlow.js forgets that for maximum, minimum and squared difference, and refuses the shape it made; mended on every engine.
 * @param shipped the gradient of TensorFlow.js, which saves both inputs
 */
export function summedGradient(shipped: tf.GradConfig): tf.GradConfig {
  return {
    ...shipped,
    gradFunc: (dy, saved, attrs) => {
      const gradients = shipped.gradFunc(dy, saved, attrs);
      const [a, b] = saved as [tf.Tensor, tf.Tensor];
      return {a: () => summedTo(a.shape, gradients["a"]!()), b: () => summedTo(b.shape, gradients["b"]!())};
    },
  };
}

function summedTo(shape: number[], gradient: tf.Tensor): tf.Tensor {
  const axes = tf.broadcast_util.getReductionAxes(shape, gradient.shape);
  return axes.length === 0 ? gradient : tf.reshape(tf.sum(gradient, axes), shape);
}
