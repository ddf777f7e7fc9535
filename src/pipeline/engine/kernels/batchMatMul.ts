import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {runKernel, type WasmKernel} from "./heap.js";

/**
 * Matrix product that transposes its factors first: the shipped kernel is fast without transposes only, by a factor of ten.
 * @param shipped the kernel that comes with the backend
 */
export function batchMatMul(shipped: tf.KernelFunc): WasmKernel {
  return {
    name: tf.BatchMatMul,
    run: ({inputs, attrs, backend}) => {
      const {a, b} = inputs as {a: tf.TensorInfo; b: tf.TensorInfo};
      const {transposeA, transposeB} = attrs as {transposeA: boolean; transposeB: boolean};
      const left = transposeA ? transposed(backend, a) : a;
      const right = transposeB ? transposed(backend, b) : b;
      const plain = {transposeA: false, transposeB: false};
      const product = shipped({inputs: {a: left, b: right}, attrs: plain, backend}) as tf.TensorInfo;
      if (left !== a) backend.disposeData(left.dataId);
      if (right !== b) backend.disposeData(right.dataId);
      return product;
    },
  };
}

/** Swaps the last two dimensions. */
function transposed(backend: BackendWasm, x: tf.TensorInfo): tf.TensorInfo {
  const rank = x.shape.length;
  const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2];
  return runKernel(backend, tf.Transpose, {inputs: {x}, attrs: {perm}});
}
