import {inflateRawSync} from "node:zlib";
import {LookbookError} from "../../core/errors.js";

/**
 * One file out of a zip, stored or deflated.
 * Source of the format: PKWARE, "APPNOTE.TXT", sections 4.3.7, 4.3.12 and 4.3.16.
 * @param path what messages call the zip
 * @throws LookbookError `bad-file` where the zip is damaged, larger than 4 GiB, or holds no such file
 */
export function zipEntry(zip: Uint8Array, name: string, path: string): Uint8Array {
  const view = Buffer.from(zip.buffer, zip.byteOffset, zip.byteLength);
  try {
    for (const {entry, method, packed, start} of directory(view)) {
      if (entry !== name) continue;
      const from = start + 30 + view.readUInt16LE(start + 26) + view.readUInt16LE(start + 28);
      const bytes = view.subarray(from, from + packed);
      if (bytes.length === packed && method === 0) return bytes;
      if (method === 8) return inflateRawSync(bytes);
    }
  } catch (cause) {
    throw new LookbookError("bad-file", `${path}: the zip is damaged`, {cause});
  }
  throw new LookbookError("bad-file", `${path}: expected a zip with ${name} in it, as Keras writes, found none`);
}

interface Entry {
  readonly entry: string;
  /** 0: stored; 8: deflated. */
  readonly method: number;
  /** Bytes in the zip. */
  readonly packed: number;
  /** Where its own header begins. */
  readonly start: number;
}

/** The files that the directory at the end names. */
function* directory(view: Buffer): Generator<Entry> {
  const end = view.lastIndexOf(Buffer.from("PK\x05\x06"));
  let at = view.readUInt32LE(end + 16);
  for (let left = view.readUInt16LE(end + 10); left > 0; left--) {
    const length = view.readUInt16LE(at + 28);
    yield {
      entry: view.toString("utf8", at + 46, at + 46 + length),
      method: view.readUInt16LE(at + 10),
      packed: view.readUInt32LE(at + 20),
      start: view.readUInt32LE(at + 42),
    };
    at += 46 + length + view.readUInt16LE(at + 30) + view.readUInt16LE(at + 32);
  }
}
