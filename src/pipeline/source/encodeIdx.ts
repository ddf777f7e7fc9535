import {LookbookError} from "../../core/errors.js";
import {cellCount, copyBigEndian, type IdxArray, type IdxType, type IdxValues, idxTypes} from "./idxFormat.js";

/**
 * Writes an array as the bytes of an IDX file, not compressed; `decodeIdx` reads them back.
 * @throws LookbookError `bad-shape` where shape and values do not agree or IDX cannot hold the shape
 */
export function encodeIdx({shape, values}: IdxArray): Uint8Array {
  checkShape(shape, values.length);
  const {code, size} = typeOf(values);
  const header = 4 + 4 * shape.length;
  const bytes = new Uint8Array(header + values.byteLength);
  bytes.set([0, 0, code, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length);
  });
  copyBigEndian(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), bytes.subarray(header), size);
  return bytes;
}

function checkShape(shape: readonly number[], count: number): void {
  if (shape.length < 1 || shape.length > 255) {
    throw new LookbookError("bad-shape", `encodeIdx: expected a rank from 1 to 255, got ${shape.length}`);
  }
  if (!shape.every((size) => Number.isInteger(size) && size >= 0 && size < 2 ** 32)) {
    throw new LookbookError("bad-shape", `encodeIdx: expected sizes from 0 to 2^32 - 1, got [${shape.join(", ")}]`);
  }
  if (cellCount(shape) !== count) {
    throw new LookbookError(
      "bad-shape",
      `encodeIdx: expected ${cellCount(shape)} values for shape [${shape.join(", ")}], got ${count}`,
    );
  }
}

function typeOf(values: IdxValues): IdxType {
  if (values instanceof Uint8Array) return idxTypes[0]!;
  if (values instanceof Int8Array) return idxTypes[1]!;
  if (values instanceof Int16Array) return idxTypes[2]!;
  if (values instanceof Int32Array) return idxTypes[3]!;
  return values instanceof Float32Array ? idxTypes[4]! : idxTypes[5]!;
}
