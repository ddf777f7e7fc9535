import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";

/** What a kernel is called with. Tensors lie on the WASM heap; a kernel owns nothing but what it returns. */
export interface KernelCall {
  readonly inputs: Readonly<Record<string, tf.TensorInfo>>;
  readonly attrs: unknown;
  readonly backend: BackendWasm;
}

/** An operator of TensorFlow.js, computed on the WASM heap. */
export interface WasmKernel {
  readonly name: string;
  readonly run: (call: KernelCall) => tf.TensorInfo | tf.TensorInfo[];
}

/** The numbers of a float32 tensor, in place. Valid until the next allocation, which may move the heap. */
export function floatsOf(backend: BackendWasm, tensor: tf.TensorInfo): Float32Array {
  return backend.typedArrayFromHeap(tensor) as Float32Array;
}

/** Where a tensor begins on the heap, in bytes. */
export function addressOf(backend: BackendWasm, {dataId}: tf.TensorInfo): number {
  return backend.getMemoryOffset(dataId);
}

/** A float32 tensor full of zeros; the caller returns or disposes it. */
export function zeros(backend: BackendWasm, shape: readonly number[]): tf.TensorInfo {
  const output = backend.makeOutput([...shape], "float32");
  floatsOf(backend, output).fill(0);
  return output;
}

/** Calls another kernel of the backend, past the engine's book-keeping; the caller returns or disposes the result. */
export function runKernel(
  backend: BackendWasm,
  name: string,
  {inputs, attrs = {}}: {inputs: tf.NamedTensorInfoMap; attrs?: tf.NamedAttrMap},
): tf.TensorInfo {
  return tf.getKernel(name, "wasm").kernelFunc({inputs, attrs, backend}) as tf.TensorInfo;
}

/** Calls the kernel that was registered before; the caller returns or disposes the result. */
export function callShipped(shipped: tf.KernelFunc, {inputs, attrs, backend}: KernelCall): tf.TensorInfo {
  return shipped({inputs: {...inputs}, attrs: attrs as tf.NamedAttrMap, backend}) as tf.TensorInfo;
}

/** Number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, n) => product * n, 1);
}
