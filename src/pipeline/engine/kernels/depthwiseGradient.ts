import * as tf from "@tensorflow/tfjs-core";

/**
 * Gradient of a depthwise convolution that knows dilations, which TensorFlow.js refuses. Engines other than WASM keep its own.
 * @param shipped the gradient of TensorFlow.js
 */
export function depthwiseGradient(shipped: tf.GradConfig): tf.GradConfig {
  return {
    ...shipped,
    gradFunc: (dy, saved, attrs) => {
      const {dilations} = attrs as {dilations?: number | [number, number] | null};
      if (tf.getBackend() !== "wasm" || [dilations ?? 1].flat().every((d) => d === 1)) {
        return shipped.gradFunc(dy, saved, attrs);
      }
      const [x, filter] = saved as [tf.Tensor, tf.Tensor];
      const gradient = dy as tf.Tensor;
      const run = (name: string, inputs: tf.NamedTensorMap, extra: tf.NamedAttrMap): tf.Tensor =>
        tf.engine().runKernel(name, inputs, {...attrs, ...extra});
      return {
        x: () => run(tf.DepthwiseConv2dNativeBackpropInput, {dy: gradient, filter}, {inputShape: x.shape}),
        filter: () => run(tf.DepthwiseConv2dNativeBackpropFilter, {x, dy: gradient}, {filterShape: filter.shape}),
      };
    },
  };
}
