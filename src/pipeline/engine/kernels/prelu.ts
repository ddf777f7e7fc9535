import * as tf from "@tensorflow/tfjs-core";
import {runKernel, sizeOf, type WasmKernel} from "./heap.js";

/**
 * Parametric rectifier whose slopes are spread to the shape of one example first, where they are shared over rows or columns:
 * the shipped kernel takes them as they lie and gives wrong numbers then.
 * @param shipped the kernel that comes with the backend
 */
export function prelu(shipped: tf.KernelFunc): WasmKernel {
  return {
    name: tf.Prelu,
    run: ({inputs, backend}) => {
      const {x, alpha} = inputs as {x: tf.TensorInfo; alpha: tf.TensorInfo};
      const slopes = alpha.shape.slice(alpha.shape.findIndex((n) => n !== 1));
      const behind = x.shape.slice(x.shape.length - slopes.length);
      if (sizeOf(alpha.shape) > 1 && slopes.every((n, i) => n === behind[i])) {
        return shipped({inputs: {x, alpha}, attrs: {}, backend}) as tf.TensorInfo;
      }
      const shape = [...x.shape.map(() => 1), ...alpha.shape].slice(-x.shape.length);
      const reps = x.shape.map((n, i) => n / shape[i]!);
      const spread = runKernel(backend, tf.Tile, {inputs: {x: {...alpha, shape}}, attrs: {reps}});
      const output = shipped({inputs: {x, alpha: spread}, attrs: {}, backend}) as tf.TensorInfo;
      backend.disposeData(spread.dataId);
      return output;
    },
  };
}
