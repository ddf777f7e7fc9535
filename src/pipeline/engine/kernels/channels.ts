import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import type * as tf from "@tensorflow/tfjs-core";
import {type Loop, loopOf} from "../simd/attach.js";
import {addressOf, sizeOf, zeros} from "./heap.js";

/**
 * Calls a loop for all channels, four at a time, and one at a time for the rest.
 * @param visit gets the loop and the offset of its first channel in bytes
 */
export function eachChannel(
  backend: BackendWasm,
  name: string,
  channels: number,
  visit: (loop: Loop, offset: number) => void,
): void {
  const [wide, narrow] = [loopOf(backend, `${name}Wide`), loopOf(backend, `${name}Narrow`)];
  const whole = channels - (channels % 4);
  for (let c = 0; c < whole; c += 4) visit(wide, 4 * c);
  for (let c = whole; c < channels; c++) visit(narrow, 4 * c);
}

/** The columns that one of two loops takes of rows that are walked whole. */
export interface Width {
  /** Of the first column, in bytes. */
  readonly start: number;
  /** Groups of four columns, or columns. */
  readonly count: number;
  /** Bytes of a row that are the other loop's. */
  readonly rest: number;
}

/** Calls a loop that walks whole rows: once for the groups of four channels, once for what is left. */
export function eachWidth(
  backend: BackendWasm,
  name: string,
  channels: number,
  visit: (loop: Loop, width: Width) => void,
): void {
  const [groups, left] = [Math.floor(channels / 4), channels % 4];
  if (groups > 0) visit(loopOf(backend, `${name}Wide`), {start: 0, count: groups, rest: 4 * left});
  if (left > 0) visit(loopOf(backend, `${name}Narrow`), {start: 16 * groups, count: left, rest: 16 * groups});
}

/** The loops that add rows up. */
export type ReductionName = "columnSum" | "columnDot" | "columnSquares";

/** A reduction over the rows of one or two tensors, [rows, channels] each; places and strides in bytes. */
export interface Reduction {
  readonly a: number;
  /** The second operand of columnDot. */
  readonly b?: number;
  /** [channels], subtracted from every row by columnDot (from b) and columnSquares. */
  readonly shift?: number;
  /** [channels], to which the results are added. */
  readonly out: number;
  readonly rows: number;
  readonly channels: number;
  /** From one row to the next; default to `channels` numbers. */
  readonly aRow?: number;
  readonly bRow?: number;
}

/** Prepares one of the loops that add rows up, for all channels. Looking loops up is dear: keep what it gives for all calls. */
export function reducer(backend: BackendWasm, name: ReductionName): (reduction: Reduction) => void {
  const loops = reductionLoops.map(([suffix, width]) => ({loop: loopOf(backend, name + suffix), width}));
  return ({a, b = 0, shift = 0, out, rows, channels, aRow = 4 * channels, bRow = 4 * channels}) => {
    let start = 0;
    for (const {loop, width} of loops) {
      const count = Math.floor((channels - start / 4) / width);
      if (count > 0) loop(a + start, b + start, shift + start, out + start, rows, count, aRow, bRow);
      start += 4 * count * width;
    }
  };
}

const reductionLoops = [
  ["4Wide", 16],
  ["1Wide", 4],
  ["1Narrow", 1],
] as const;

/**
 * Prepares a reduction of rows that lie side by side, in blocks that stay in the first cache and have a sum each, which keeps
 * rounding small.
 */
export function blockReducer(
  backend: BackendWasm,
  name: ReductionName,
): (reduction: Omit<Reduction, "aRow" | "bRow">) => void {
  const reduce = reducer(backend, name);
  return ({a, b = 0, shift = 0, out, rows, channels}) => {
    const row = 4 * channels;
    const most = Math.max(1, Math.floor(16_384 / row));
    for (let start = 0; start < rows; start += most) {
      const count = Math.min(most, rows - start);
      reduce({a: a + start * row, b: b + start * row, shift, out, rows: count, channels});
    }
  };
}

/** Reduces the rows of a, or of a and b, [.., C] each, to a new tensor [C]. @param shift [C], subtracted as {@link Reduction} says */
export function reducedRows(
  backend: BackendWasm,
  name: ReductionName,
  {a, b, shift}: {readonly a: tf.TensorInfo; readonly b?: tf.TensorInfo; readonly shift?: tf.TensorInfo},
): tf.TensorInfo {
  const channels = a.shape.at(-1)!;
  const output = zeros(backend, [channels]);
  blockReducer(
    backend,
    name,
  )({
    a: addressOf(backend, a),
    ...(b && {b: addressOf(backend, b)}),
    ...(shift && {shift: addressOf(backend, shift)}),
    out: addressOf(backend, output),
    rows: sizeOf(a.shape) / channels,
    channels,
  });
  return output;
}
