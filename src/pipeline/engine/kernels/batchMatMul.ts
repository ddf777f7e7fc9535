import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {addressOf, runKernel, sizeOf, type WasmKernel} from "./heap.js";
import {productEngine} from "./products.js";

/**
 * Matrix product by this room's loops, or whoever multiplies for it: the shipped kernel is slow by a factor of ten with a transposed factor.
 * @param fallback for types other than float32 and factors of unlike batches
 */
export function batchMatMul(fallback: WasmKernel): WasmKernel {
  return {
    name: tf.BatchMatMul,
    run: (call) => {
      const {inputs, attrs, backend} = call;
      const {a, b} = inputs as {a: tf.TensorInfo; b: tf.TensorInfo};
      const {transposeA = false, transposeB = false} = attrs as {transposeA?: boolean; transposeB?: boolean};
      const batch = a.shape.slice(0, -2);
      const same = batch.join() === b.shape.slice(0, -2).join();
      if (!same || [a, b].some(({dtype, shape}) => dtype !== "float32" || sizeOf(shape) === 0)) {
        return fallback.run(call);
      }
      const right = transposeB ? transposed(backend, b) : b;
      const [depth, channels] = right.shape.slice(-2) as [number, number];
      const rows = a.shape.at(transposeA ? -1 : -2)!;
      const out = backend.makeOutput([...batch, rows, channels], "float32");
      productEngine().multiply(backend, {
        planes: sizeOf(batch),
        rows,
        depth,
        channels,
        a: addressOf(backend, a),
        b: addressOf(backend, right),
        out: addressOf(backend, out),
        aPlane: 4 * rows * depth,
        bPlane: 4 * depth * channels,
        outPlane: 4 * rows * channels,
        transposed: transposeA,
      });
      if (right !== b) backend.disposeData(right.dataId);
      return out;
    },
  };
}

/** Swaps the last two dimensions. */
function transposed(backend: BackendWasm, x: tf.TensorInfo): tf.TensorInfo {
  const rank = x.shape.length;
  const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2];
  return runKernel(backend, tf.Transpose, {inputs: {x}, attrs: {perm}});
}
