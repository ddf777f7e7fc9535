import * as tf from "@tensorflow/tfjs-core";
import {floatsOf, sizeOf, type WasmKernel} from "./heap.js";

/**
 * Repeats a tensor along its dimensions by copying runs; the shipped kernel computes an index for every number.
 * @param shipped the kernel that comes with the backend, for types other than float32
 */
export function tile(shipped: tf.KernelFunc): WasmKernel {
  return {
    name: tf.Tile,
    run: ({inputs, attrs, backend}) => {
      const x = inputs["x"]!;
      const {reps} = attrs as {reps: number[]};
      if (x.dtype !== "float32") return shipped({inputs: {x}, attrs: {reps}, backend}) as tf.TensorInfo;
      const output = backend.makeOutput(
        x.shape.map((n, i) => n * reps[i]!),
        "float32",
      );
      const [from, to] = [floatsOf(backend, x), floatsOf(backend, output)];
      if (to.length > 0) fill({from, to, shape: x.shape, reps}, {axis: 0, source: 0, target: 0});
      return output;
    },
  };
}

interface Tiling {
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly shape: readonly number[];
  readonly reps: readonly number[];
}

/** Fills everything behind one index of the dimensions before `axis`; returns how many numbers it wrote. */
function fill(
  tiling: Tiling,
  {axis, source, target}: {readonly axis: number; readonly source: number; readonly target: number},
): number {
  const {from, to, shape, reps} = tiling;
  const inner = sizeOf(shape.slice(axis + 1));
  let written = 0;
  if (reps.slice(axis + 1).every((n) => n === 1)) {
    written = shape.length === 0 ? 1 : shape[axis]! * inner;
    for (let i = 0; i < written; i++) to[target + i] = from[source + i]!;
  } else {
    for (let i = 0; i < shape[axis]!; i++) {
      written += fill(tiling, {axis: axis + 1, source: source + i * inner, target: target + written});
    }
  }
  const whole = written * (reps[axis] ?? 1);
  // Doubling what is there already: few copies, whatever the number of repetitions.
  for (let done = written; done < whole; done *= 2)
    to.copyWithin(target + done, target, target + Math.min(done, whole - done));
  return whole;
}
