import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {floatsOf, sizeOf} from "./kernels/heap.js";

/**
 * Makes a float32 tensor whose numbers are written where they are to lie. Through an array in between, V8 would collect garbage
 * after each few megabytes, and forget compiled functions with it: a training would compile them over and over.
 * @param fill writes all numbers, row-major; it makes no tensor
 * @returns the caller disposes it
 */
export function filledTensor(shape: readonly number[], fill: (numbers: Float32Array) => void): tf.Tensor {
  if (tf.getBackend() !== "wasm") {
    const numbers = new Float32Array(sizeOf(shape));
    fill(numbers);
    return tf.tensor(numbers, [...shape]);
  }
  const backend = tf.backend() as BackendWasm;
  const output = backend.makeOutput([...shape], "float32");
  fill(floatsOf(backend, output));
  return tf.engine().makeTensorFromTensorInfo(output);
}

/** Copies the numbers of a float32 tensor to `start` in an array, with nothing in between. */
export function copyNumbers(tensor: tf.Tensor, into: Float32Array, start: number): void {
  const backend = tf.getBackend() === "wasm" && (tf.backend() as BackendWasm);
  into.set(backend ? floatsOf(backend, tensor) : (tensor.dataSync() as Float32Array), start);
}
