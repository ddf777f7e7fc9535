import type {Points} from "../points.js";

/** Points between two rows of a table. */
export interface Block {
  readonly start: number;
  readonly end: number;
}

/**
 * Squared Euclidean distances between a block of one set of points and a block of another, as |a|^2 + |b|^2 - 2ab, in doubles. Each is
 * summed in the order of the coordinates, whatever the block: the same two points have the same distance everywhere, and equal ones 0.
 */
export function openSquaredDistances(
  asked: Points,
  known: Points,
  most: {readonly asked: number; readonly known: number},
): SquaredDistances {
  const {width} = known;
  const a = new Float64Array(most.asked * width);
  const b = new Float64Array(most.known * width);
  const [aNorms, bNorms] = [normsOf(asked), asked === known ? undefined : normsOf(known)];
  const out = new Float64Array(most.asked * most.known);
  let loaded: Block | undefined;
  return (rows, columns) => {
    if (loaded?.start !== rows.start || loaded.end !== rows.end) {
      load(a, asked, rows);
      loaded = rows;
    }
    load(b, known, columns);
    const [m, n] = [rows.end - rows.start, columns.end - columns.start];
    multiply(a, b, out, {m, n, width});
    for (let i = 0; i < m; i++) {
      const own = aNorms[rows.start + i]!;
      const others = bNorms ?? aNorms;
      for (let j = 0; j < n; j++) {
        const square = own + others[columns.start + j]! - 2 * out[i * n + j]!;
        out[i * n + j] = square > 0 ? square : 0;
      }
    }
    return out;
  };
}

/** @returns [rows, columns], row-major, valid until the next call */
export type SquaredDistances = (rows: Block, columns: Block) => Float64Array;

function load(target: Float64Array, {values, width}: Points, {start, end}: Block): void {
  target.set(values.subarray(start * width, end * width));
}

function normsOf({values, count, width}: Points): Float64Array {
  return Float64Array.from({length: count}, (_, i) => {
    let sum = 0;
    for (let k = i * width; k < (i + 1) * width; k++) sum += values[k]! * values[k]!;
    return sum;
  });
}

interface Sizes {
  readonly m: number;
  readonly n: number;
  readonly width: number;
}

/** out[m, n] = a[m, width] b[n, width] transposed, in tiles of 2 x 4, as many sums as a processor keeps in its registers. */
function multiply(a: Float64Array, b: Float64Array, out: Float64Array, {m, n, width}: Sizes): void {
  for (let j = 0; j < n; j += 4) {
    const [b0, b1, b2, b3] = [0, 1, 2, 3].map((step) => Math.min(j + step, n - 1) * width) as [
      number,
      number,
      number,
      number,
    ];
    for (let i = 0; i < m; i += 2) {
      const a0 = i * width;
      const a1 = Math.min(i + 1, m - 1) * width;
      let s00 = 0;
      let s01 = 0;
      let s02 = 0;
      let s03 = 0;
      let s10 = 0;
      let s11 = 0;
      let s12 = 0;
      let s13 = 0;
      for (let k = 0; k < width; k++) {
        const x0 = a[a0 + k]!;
        const x1 = a[a1 + k]!;
        const y0 = b[b0 + k]!;
        const y1 = b[b1 + k]!;
        const y2 = b[b2 + k]!;
        const y3 = b[b3 + k]!;
        s00 += x0 * y0;
        s01 += x0 * y1;
        s02 += x0 * y2;
        s03 += x0 * y3;
        s10 += x1 * y0;
        s11 += x1 * y1;
        s12 += x1 * y2;
        s13 += x1 * y3;
      }
      const [o0, o1] = [i * n + j, Math.min(i + 1, m - 1) * n + j];
      out[o0] = s00;
      out[o1] = s10;
      if (j + 1 < n) {
        out[o0 + 1] = s01;
        out[o1 + 1] = s11;
      }
      if (j + 2 < n) {
        out[o0 + 2] = s02;
        out[o1 + 2] = s12;
      }
      if (j + 3 < n) {
        out[o0 + 3] = s03;
        out[o1 + 3] = s13;
      }
    }
  }
}
