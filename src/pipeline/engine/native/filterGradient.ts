import * as tf from "@tensorflow/tfjs-core";
import {nativeBackend} from "./ownership.js";

const mended = new WeakSet<tf.KernelFunc>();

/**
 * Replaces the filter gradient of 1x1 convolutions with a stride, of which TensorFlow 2.20 and 2.21 with oneDNN write past the end of a
 * buffer: sooner or later the process dies ("double free or corruption"), the same from Python.
 */
export function mendFilterGradient(): void {
  const {kernelFunc: shipped} = tf.getKernel(tf.Conv2DBackpropFilter, nativeBackend) ?? {};
  if (!shipped || mended.has(shipped)) return;
  const kernelFunc = samplingFirst(shipped);
  mended.add(kernelFunc);
  tf.unregisterKernel(tf.Conv2DBackpropFilter, nativeBackend);
  tf.registerKernel({kernelName: tf.Conv2DBackpropFilter, backendName: nativeBackend, kernelFunc});
}

/** A 1x1 window with stride s sees every s-th pixel alone: the kernel gets those, and stride 1. */
export function samplingFirst(shipped: tf.KernelFunc): tf.KernelFunc {
  return (call) => {
    const {strides, filterShape, dataFormat, pad} = call.attrs as unknown as tf.Conv2DBackpropFilterAttrs;
    const [down, right] = typeof strides === "number" ? [strides, strides] : strides;
    const isPoint = filterShape[0] === 1 && filterShape[1] === 1 && dataFormat === "NHWC" && typeof pad === "string";
    if (!isPoint || (down === 1 && right === 1)) return shipped(call);
    const x = call.inputs["x"] as tf.Tensor4D;
    const sampled = tf.stridedSlice(x, [0, 0, 0, 0], [...x.shape], [1, down, right, 1]);
    try {
      return shipped({...call, inputs: {...call.inputs, x: sampled}, attrs: {...call.attrs, strides: 1}});
    } finally {
      sampled.dispose();
    }
  };
}
