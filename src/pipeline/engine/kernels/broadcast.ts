import * as tf from "@tensorflow/tfjs-core";
import {eachWidth} from "./channels.js";
import {addressOf, callShipped, type KernelCall, sizeOf, type WasmKernel} from "./heap.js";

/** Addition of a row to every row, as a bias is; the shipped kernel does the other cases. */
export function add(shipped: tf.KernelFunc): WasmKernel {
  return {name: tf.Add, run: (call) => combine(call, "addColumns") ?? callShipped(shipped, call)};
}

/** Multiplication of every row with a row, as a channel's scale is; the shipped kernel does the other cases. */
export function multiply(shipped: tf.KernelFunc): WasmKernel {
  return {name: tf.Multiply, run: (call) => combine(call, "scaleColumns") ?? callShipped(shipped, call)};
}

/** Subtraction of a row from every row, as batch normalisation does; the shipped kernel does the other cases. */
export function subtract(shipped: tf.KernelFunc): WasmKernel {
  return {
    name: tf.Sub,
    run: (call) => {
      const {a, b} = call.inputs as {a: tf.TensorInfo; b: tf.TensorInfo};
      const inOrder = sizeOf(a.shape) > sizeOf(b.shape);
      return (inOrder ? combine(call, "subtractColumns") : undefined) ?? callShipped(shipped, call);
    },
  };
}

/** Works where one factor is [.., 1.., C] or [C] beside [.., H.., C]; undefined for any other case. */
function combine({inputs, backend}: KernelCall, name: string): tf.TensorInfo | undefined {
  const {a, b} = inputs as {a: tf.TensorInfo; b: tf.TensorInfo};
  if (a.dtype !== "float32" || b.dtype !== "float32") return undefined;
  const [full, part] = sizeOf(a.shape) >= sizeOf(b.shape) ? [a, b] : [b, a];
  const layout = layoutOf(full.shape, part.shape);
  if (!layout) return undefined;
  const {outer, rows, channels} = layout;
  const output = backend.makeOutput([...full.shape], "float32");
  const [x, y, z] = [addressOf(backend, full), addressOf(backend, part), addressOf(backend, output)];
  eachWidth(backend, name, channels, (loop, {start, count, rest}) => {
    for (let i = 0; i < outer; i++) {
      const [whole, one] = [start + 4 * i * rows * channels, start + 4 * i * channels];
      loop(x + whole, y + one, z + whole, rows, count, rest);
    }
  });
  return output;
}

interface Layout {
  readonly outer: number;
  readonly rows: number;
  readonly channels: number;
}

/** Reads `part` as [outer, 1, channels] beside `full` as [outer, rows, channels], if that is what it is. */
function layoutOf(full: readonly number[], part: readonly number[]): Layout | undefined {
  const shape = [...full.map(() => 1).slice(part.length), ...part];
  if (shape.length !== full.length || full.length < 2 || sizeOf(full) === 0) return undefined;
  const first = shape.findIndex((n, i) => n !== full[i]);
  if (first < 0) return undefined;
  const next = shape.findIndex((n, i) => i > first && n !== 1);
  const end = next < 0 ? full.length : next;
  if (shape.slice(first, end).some((n) => n !== 1) || shape.slice(end).some((n, i) => n !== full[end + i]))
    return undefined;
  const channels = sizeOf(full.slice(end));
  // One number beside many is better spread by the shipped kernel.
  if (channels < 4) return undefined;
  return {outer: sizeOf(full.slice(0, first)), rows: sizeOf(full.slice(first, end)), channels};
}
