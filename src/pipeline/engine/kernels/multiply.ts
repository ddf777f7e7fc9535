import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {type Loop, loopOf} from "../simd/attach.js";
import {tileShapes} from "../simd/multiply.js";

/** A matrix product on the heap, out [rows, channels] = a [rows, depth] times b [depth, channels]; places and strides in bytes. */
export interface Product {
  readonly a: number;
  readonly b: number;
  readonly out: number;
  readonly rows: number;
  readonly depth: number;
  /** From one row of a to the next; 4, with aStep the row's length, reads a transposed. */
  readonly aRow: number;
  /** From one number of a row of a to the next. */
  readonly aStep: number;
  readonly outRow: number;
  /** Adds to what stands at out. */
  readonly keep?: boolean;
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

/**
 * Prepares products with so many columns.
 * @param bRow bytes from one row of b to the next, or "packed" for a b that {@link packedStrips} describes: faster, because its
 *   numbers lie in the order in which they are read
 */
export function multiplier(
  backend: BackendWasm,
  channels: number,
  bRow: number | "packed",
): (product: Product) => void {
  const strips = stripsOf(backend, channels);
  return ({a, b, out, rows, depth, aRow, aStep, outRow, keep = false}) => {
    for (const {loops, start, width, count} of strips) {
      const [from, row, strip] =
        bRow === "packed" ? [b + 4 * start * depth, 4 * width, 4 * width * depth] : [b + 4 * start, bRow, 4 * width];
      let done = 0;
      for (const {rows: height, run} of loops) {
        const tiles = Math.floor((rows - done) / height);
        if (tiles === 0) continue;
        const to = out + done * outRow + 4 * start;
        run(a + done * aRow, from, to, tiles, count, depth, aRow, aStep, row, strip, outRow, keep ? 1 : 0);
        done += tiles * height;
      }
    }
  };
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

function stripsOf(backend: BackendWasm, channels: number): Strip[] {
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
