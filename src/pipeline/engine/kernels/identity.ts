import * as tf from "@tensorflow/tfjs-core";
import type {KernelCall, WasmKernel} from "./heap.js";

/** The same data under another tensor; the shipped kernel copies every number. */
export const identity: WasmKernel = {name: tf.Identity, run: ({inputs, backend}) => shared(backend, inputs["x"]!)};

/** A cast to the type that a tensor has already costs nothing; the shipped kernel does the other cases. */
export function cast(shipped: tf.KernelFunc): WasmKernel {
  return {
    name: tf.Cast,
    run: ({inputs, attrs, backend}) => {
      const x = inputs["x"]!;
      const {dtype} = attrs as {dtype: tf.DataType};
      return dtype === x.dtype
        ? shared(backend, x)
        : (shipped({inputs: {x}, attrs: {dtype}, backend}) as tf.TensorInfo);
    },
  };
}

function shared(backend: KernelCall["backend"], {dataId, shape, dtype}: tf.TensorInfo): tf.TensorInfo {
  backend.incRef(dataId);
  return {dataId, shape: [...shape], dtype};
}
