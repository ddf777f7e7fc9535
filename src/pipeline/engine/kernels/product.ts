import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {type Loop, loopOf} from "../simd/attach.js";
import {tileGroups, tileRows} from "../simd/products.js";

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
  const strips = stripsOf(backend, channels);
  const [quarter, rest] = [Math.floor(depth / 4), depth % 4];
  return (rows, {a, b, out, aRow, bRow, outRow}) => {
    for (let row = 0; row < rows; row += tileRows) {
      const height = Math.min(tileRows, rows - row);
      const [from, to] = [a + row * aRow, out + row * outRow];
      for (const {loops, offset, groups} of strips) {
        loops[height - 1]!(from, b + offset, to + offset, quarter, rest, groups, aRow, bRow, outRow);
      }
    }
  };
}

interface Strip {
  /** By number of rows, from 1. */
  readonly loops: readonly Loop[];
  /** Of the first channel, in bytes. */
  readonly offset: number;
  readonly groups: number;
}

/** Covers the channels with the widest tiles first. */
function stripsOf(backend: BackendWasm, channels: number): Strip[] {
  const strips: Strip[] = [];
  let done = 0;
  for (const [suffix, width] of [
    [`x${tileGroups}Wide`, 4 * tileGroups],
    ["x1Wide", 4],
    ["x1Narrow", 1],
  ] as const) {
    const groups = Math.floor((channels - done) / width);
    if (groups === 0) continue;
    const loops = Array.from({length: tileRows}, (_, m) => loopOf(backend, `product${m + 1}${suffix}`));
    strips.push({loops, offset: 4 * done, groups});
    done += groups * width;
  }
  return strips;
}
