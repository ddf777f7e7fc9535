import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {type Loop, loopOf} from "../simd/attach.js";
import {productGroups, productRows} from "../simd/loops.js";

/** Rows of a matrix product on the heap; addresses and strides in bytes. */
export interface Product {
  readonly a: number;
  readonly b: number;
  readonly out: number;
  readonly aRow: number;
  readonly bRow: number;
  readonly outRow: number;
}

/** Adds a [rows, depth] times b [depth, channels] to out [rows, channels]. */
export type AddProduct = (rows: number, product: Product) => void;

/** Prepares products of one depth and one number of channels. */
export function productOf(backend: BackendWasm, depth: number, channels: number): AddProduct {
  const loops = (lanes: string): Loop[] =>
    Array.from({length: productRows}, (_, m) => loopOf(backend, `product${m + 1}${lanes}`));
  const [wide, narrow] = [loops("Wide"), loops("Narrow")];
  const groupWidth = 4 * productGroups;
  const groups = Math.floor(channels / groupWidth);
  const whole = groups * groupWidth;
  const [quarter, rest] = [Math.floor(depth / 4), depth % 4];
  return (rows, {a, b, out, aRow, bRow, outRow}) => {
    for (let row = 0; row < rows; row += productRows) {
      const height = Math.min(productRows, rows - row);
      const [from, to] = [a + row * aRow, out + row * outRow];
      if (groups > 0) wide[height - 1]!(from, b, to, quarter, rest, groups, aRow, bRow, outRow);
      if (whole < channels) {
        const left = channels - whole;
        narrow[height - 1]!(from, b + 4 * whole, to + 4 * whole, quarter, rest, left, aRow, bRow, outRow);
      }
    }
  };
}
