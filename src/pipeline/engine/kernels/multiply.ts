import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {type Loop, loopOf} from "../simd/attach.js";
import {tileShapes} from "../simd/multiply.js";

/**
 * Matrix products side by side on the heap, out [planes, rows, channels] = a [planes, rows, depth] times b [planes, depth, channels];
 * places and strides in bytes.
 */
export interface Planes {
  readonly planes: number;
  readonly rows: number;
  readonly depth: number;
  readonly channels: number;
  readonly a: number;
  readonly b: number;
  readonly out: number;
  /** From one plane to the next; a plane may be longer than what lies in it, unless the multiplier says otherwise. */
  readonly aPlane: number;
  readonly bPlane: number;
  readonly outPlane: number;
}

/** How the numbers of a plane lie. */
export interface MatrixProducts extends Planes {
  /** From one row of a to the next; 4, with aStep the row's length, reads a transposed. */
  readonly aRow: number;
  /** From one number of a row of a to the next. */
  readonly aStep: number;
  /** From one row of b to the next, or "packed" for a b that {@link packedStrips} describes, which lies in the order in which it is read. */
  readonly bRow: number | "packed";
  readonly outRow: number;
  /** Adds to what stands at out. */
  readonly keep: boolean;
}

/** Columns that a packed b keeps together: as many as the widest tile has. */
const stripWidths = [16, 8, 4, 1] as const;

/** Neighbouring columns that the same loops compute. */
interface Strip {
  /** Loops by the number of rows they do at once, most first. */
  readonly loops: readonly {readonly rows: number; readonly run: Loop}[];
  readonly start: number;
  readonly width: number;
  readonly count: number;
}

/** Multiplies by the SIMD loops. The calls are many and short: nothing is allocated for one. */
export function multiplyMatrices(backend: BackendWasm, products: MatrixProducts): void {
  const {planes, rows, depth, channels, a, b, out, aPlane, bPlane, outPlane, aRow, aStep, bRow, outRow} = products;
  const keep = products.keep ? 1 : 0;
  for (const {loops, start, width, count} of stripsOf(backend, channels)) {
    const packed = bRow === "packed";
    const from = packed ? b + 4 * start * depth : b + 4 * start;
    const row = packed ? 4 * width : bRow;
    const strip = packed ? 4 * width * depth : 4 * width;
    let done = 0;
    for (const {rows: height, run} of loops) {
      const tiles = Math.floor((rows - done) / height);
      if (tiles === 0) continue;
      const left = a + done * aRow;
      const to = out + done * outRow + 4 * start;
      for (let p = 0; p < planes; p++) {
        run(
          left + p * aPlane,
          from + p * bPlane,
          to + p * outPlane,
          tiles,
          count,
          depth,
          aRow,
          aStep,
          row,
          strip,
          outRow,
          keep,
        );
      }
      done += tiles * height;
    }
  }
}

/** Where the strips of a packed b [depth, channels] lie: columns start to start + width as [depth, width], one after the other. */
export function packedStrips(channels: number): {readonly start: number; readonly width: number}[] {
  const strips: {start: number; width: number}[] = [];
  let start = 0;
  for (const width of stripWidths) {
    for (; channels - start >= width; start += width) strips.push({start, width});
  }
  return strips;
}

const known = new WeakMap<BackendWasm, Map<number, Strip[]>>();

/** Finding the loops takes as long as a small product, so it is done once for each number of channels. */
function stripsOf(backend: BackendWasm, channels: number): readonly Strip[] {
  const byChannels = known.get(backend) ?? new Map<number, Strip[]>();
  known.set(backend, byChannels);
  const strips = byChannels.get(channels) ?? findStrips(backend, channels);
  byChannels.set(channels, strips);
  return strips;
}

function findStrips(backend: BackendWasm, channels: number): Strip[] {
  const packed = packedStrips(channels);
  return stripWidths.flatMap((width) => {
    const same = packed.filter((strip) => strip.width === width);
    if (same.length === 0) return [];
    return [{loops: loopsOf(backend, width), start: same[0]!.start, width, count: same.length}];
  });
}

function loopsOf(backend: BackendWasm, width: number): Strip["loops"] {
  const [groups, lanes] = width === 1 ? [1, "Narrow"] : [width / 4, "Wide"];
  return tileShapes
    .filter(([, n]) => n === groups)
    .map(([rows]) => ({rows, run: loopOf(backend, `multiply${rows}x${groups}${lanes}`)}))
    .sort((x, y) => y.rows - x.rows);
}
