import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {floatsOf, type WasmKernel} from "./heap.js";

/**
 * Matrix product that copies its second factor where the same numbers were a factor of another shape before. The shipped kernel
 * packs a factor once, by the identity of its data, which a reshaped tensor shares: it would multiply with the old shape.
 * @param shipped the kernel that comes with the backend
 */
export function reshapedFactor(shipped: tf.KernelFunc): WasmKernel {
  const shapes = new WeakMap<object, string>();
  return {
    name: tf.BatchMatMul,
    run: ({inputs, attrs, backend}) => {
      const {a, b} = inputs as {a: tf.TensorInfo; b: tf.TensorInfo};
      const shape = b.shape.slice(-2).join();
      const known = shapes.get(b.dataId);
      if (known === undefined) shapes.set(b.dataId, shape);
      const factor = known === undefined || known === shape ? b : copied(backend, b);
      const result = shipped({inputs: {a, b: factor}, attrs: attrs as tf.NamedAttrMap, backend}) as tf.TensorInfo;
      if (factor !== b) backend.disposeData(factor.dataId);
      return result;
    },
  };
}

function copied(backend: BackendWasm, x: tf.TensorInfo): tf.TensorInfo {
  const copy = backend.makeOutput([...x.shape], "float32");
  floatsOf(backend, copy).set(floatsOf(backend, x));
  return copy;
}
