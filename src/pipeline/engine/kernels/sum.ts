import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {blockReducer} from "./channels.js";
import {addressOf, callShipped, floatsOf, sizeOf, type WasmKernel, zeros} from "./heap.js";

/**
 * Sum over leading or middle dimensions without the transpose of the shipped kernel, which does the other cases.
 * @param shipped the kernel that comes with the backend
 */
export function sum(shipped: tf.KernelFunc): WasmKernel {
  return {
    name: tf.Sum,
    run: (call) =>
      reduce(call.backend, call.inputs["x"]!, call.attrs as ReduceAttributes, 1) ?? callShipped(shipped, call),
  };
}

/** As {@link sum}, divided by the number of summands. */
export function mean(shipped: tf.KernelFunc): WasmKernel {
  return {
    name: tf.Mean,
    run: (call) => {
      const {axis} = call.attrs as ReduceAttributes;
      const {shape} = call.inputs["x"]!;
      const count = sizeOf(tf.util.parseAxisParam(axis, [...shape]).map((i) => shape[i]!));
      return (
        reduce(call.backend, call.inputs["x"]!, call.attrs as ReduceAttributes, 1 / count) ?? callShipped(shipped, call)
      );
    },
  };
}

interface ReduceAttributes {
  readonly axis: number | number[];
  readonly keepDims?: boolean;
}

/** Sums a run of neighbouring dimensions that ends before the last one; undefined for any other case. */
function reduce(
  backend: BackendWasm,
  x: tf.TensorInfo,
  {axis, keepDims = false}: ReduceAttributes,
  scale: number,
): tf.TensorInfo | undefined {
  const {shape, dtype} = x;
  const axes = tf.util.parseAxisParam(axis, [...shape]).sort((a, b) => a - b);
  const [first = 0, last = 0] = [axes[0], axes.at(-1)];
  const neighbours = axes.length > 0 && last - first === axes.length - 1;
  if (dtype !== "float32" || !neighbours || last === shape.length - 1 || sizeOf(shape) === 0) return undefined;
  const [outer, rows, channels] = [shape.slice(0, first), shape.slice(first, last + 1), shape.slice(last + 1)];
  const ones = keepDims ? rows.map(() => 1) : [];
  const output = zeros(backend, [...outer, ...ones, ...channels]);
  const [from, to] = [addressOf(backend, x), addressOf(backend, output)];
  const [depth, width] = [sizeOf(rows), sizeOf(channels)];
  const addUp = blockReducer(backend, "columnSum");
  for (let i = 0; i < sizeOf(outer); i++) {
    addUp({a: from + 4 * i * depth * width, out: to + 4 * i * width, rows: depth, channels: width});
  }
  if (scale !== 1) {
    const values = floatsOf(backend, output);
    for (let i = 0; i < values.length; i++) values[i] = values[i]! * scale;
  }
  return output;
}
