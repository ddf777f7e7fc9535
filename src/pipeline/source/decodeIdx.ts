import {LookbookError} from "../../core/errors.js";
import {cellCount, copyBigEndian, type IdxArray, type IdxType, idxTypes} from "./idxFormat.js";

/** Options for {@link decodeIdx}. */
export interface DecodeIdxOptions {
  /** What messages call the bytes: the path of the file; defaults to "IDX data". */
  readonly file?: string;
  /** The shape that must be there; null stands for any size. Defaults to any shape. */
  readonly shape?: readonly (number | null)[];
}

/**
 * Reads an IDX array. Bytes are a view of `bytes`, not a copy; wider numbers are copied into the machine's byte order.
 * @param bytes a whole IDX file, not compressed
 * @throws LookbookError `bad-file` for a wrong magic number, rank or shape, and for missing or surplus bytes
 */
export function decodeIdx(bytes: Uint8Array, {file = "IDX data", shape: wanted}: DecodeIdxOptions = {}): IdxArray {
  const refuse = (expected: string, got: string): never => {
    throw new LookbookError("bad-file", `${file}: expected ${expected}, got ${got}`);
  };
  if (bytes.length < 4) refuse("an IDX magic number of 4 bytes", `a file of ${bytes.length} bytes; it is truncated`);
  const type = idxTypes.find(({code}) => code === bytes[2]);
  const rank = bytes[3]!;
  if (bytes[0] !== 0 || bytes[1] !== 0 || type === undefined || rank === 0) {
    return refuse(
      "an IDX magic number (00 00, a type from 08 to 0e, a rank)",
      `${hex(bytes.subarray(0, 4))}; this is not an IDX file`,
    );
  }
  if (wanted && wanted.length !== rank) {
    refuse(`rank ${wanted.length} (${describe(wanted)})`, `rank ${rank} (magic number ${hex(bytes.subarray(0, 4))})`);
  }
  const header = 4 + 4 * rank;
  if (bytes.length < header) refuse(`a header of ${header} bytes`, `${bytes.length} bytes; the file is truncated`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({length: rank}, (_, axis) => view.getUint32(4 + 4 * axis));
  if (wanted?.some((size, axis) => size !== null && size !== shape[axis])) {
    refuse(`shape ${describe(wanted)}`, `shape ${describe(shape)}`);
  }
  const length = header + cellCount(shape) * type.size;
  if (bytes.length !== length) {
    const amount = bytes.length < length ? "the file is truncated" : `${bytes.length - length} bytes too many`;
    refuse(`${length} bytes for ${type.name} ${describe(shape)}`, `${bytes.length} bytes; ${amount}`);
  }
  return {shape, values: valuesOf(bytes.subarray(header), type)};
}

function valuesOf(bytes: Uint8Array, {name, size, allocate}: IdxType): IdxArray["values"] {
  if (name === "ubyte") return bytes;
  if (name === "byte") return new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = allocate(bytes.length / size);
  copyBigEndian(bytes, new Uint8Array(values.buffer), size);
  return values;
}

function describe(shape: readonly (number | null)[]): string {
  return `[${shape.map((size) => size ?? "any").join(", ")}]`;
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
