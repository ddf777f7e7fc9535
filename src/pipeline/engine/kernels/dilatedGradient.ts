import * as tf from "@tensorflow/tfjs-core";

/** The kernels of a convolution's gradients. */
export interface GradientKernels {
  readonly input: string;
  readonly filter: string;
}

/**
 * Gradient of a convolution, depthwise or not, that knows dilations, which TensorFlow.js refuses. Engines other than WASM keep its own.
 * @param shipped the gradient of TensorFlow.js
 */
export function dilatedGradient(shipped: tf.GradConfig, kernels: GradientKernels): tf.GradConfig {
  return {
    ...shipped,
    gradFunc: (dy, saved, attrs) => {
      const {dilations} = attrs as {dilations?: number | [number, number] | null}; // null from depthwise convolutions
      if (tf.getBackend() !== "wasm" || [dilations ?? 1].flat().every((d) => d === 1)) {
        return shipped.gradFunc(dy, saved, attrs);
      }
      const [x, filter] = saved as [tf.Tensor, tf.Tensor];
      const gradient = dy as tf.Tensor;
      const run = (name: string, inputs: tf.NamedTensorMap, extra: tf.NamedAttrMap): tf.Tensor =>
        tf.engine().runKernel(name, inputs, {...attrs, ...extra});
      return {
        x: () => run(kernels.input, {dy: gradient, filter}, {inputShape: x.shape}),
        filter: () => run(kernels.filter, {x, dy: gradient}, {filterShape: filter.shape}),
      };
    },
  };
}
