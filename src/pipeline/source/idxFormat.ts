/**
 * The numbers an IDX file can hold.
 * Source of the format: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section "File formats".
 */
export type IdxValues = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** An array of any rank, as IDX stores it. The type of the numbers is that of `values`. */
export interface IdxArray {
  /** Sizes of the dimensions, outermost first; rank 1 to 255. */
  readonly shape: readonly number[];
  /** Row-major, one value for each cell of `shape`. */
  readonly values: IdxValues;
}

/** One of the documented kinds of number. */
export interface IdxType {
  /** The third byte of the magic number. */
  readonly code: number;
  readonly name: "ubyte" | "byte" | "short" | "int" | "float" | "double";
  /** Bytes of one value; IDX stores them big-endian. */
  readonly size: number;
  /** Allocates `count` zeros. */
  readonly allocate: (count: number) => IdxValues;
}

/** The documented kinds of number; code 0x0A is not assigned. */
export const idxTypes: readonly IdxType[] = [
  {code: 0x08, name: "ubyte", size: 1, allocate: (count) => new Uint8Array(count)},
  {code: 0x09, name: "byte", size: 1, allocate: (count) => new Int8Array(count)},
  {code: 0x0b, name: "short", size: 2, allocate: (count) => new Int16Array(count)},
  {code: 0x0c, name: "int", size: 4, allocate: (count) => new Int32Array(count)},
  {code: 0x0d, name: "float", size: 4, allocate: (count) => new Float32Array(count)},
  {code: 0x0e, name: "double", size: 8, allocate: (count) => new Float64Array(count)},
];

/** How many cells an array of this shape has. */
export function cellCount(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Copies `source` to `target`, turning the bytes of each value around where this machine is little-endian. */
export function copyBigEndian(source: Uint8Array, target: Uint8Array, size: number): void {
  target.set(source);
  const buffer = Buffer.from(target.buffer, target.byteOffset, target.byteLength);
  if (size === 1 || !littleEndian) return;
  if (size === 2) buffer.swap16();
  else if (size === 4) buffer.swap32();
  else buffer.swap64();
}

const littleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
