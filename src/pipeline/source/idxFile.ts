import {readFile} from "node:fs/promises";
import {promisify} from "node:util";
import {gzip} from "node:zlib";
import {LookbookError, systemCode} from "../../core/errors.js";
import {diskError, writeAtomic} from "../../core/files.js";
import {sha256} from "../../core/hash.js";
import {type DecodeIdxOptions, decodeIdx} from "./decodeIdx.js";
import {encodeIdx} from "./encodeIdx.js";
import {gunzip, isGzip} from "./gunzip.js";
import type {IdxArray} from "./idxFormat.js";

/** Options for {@link readIdx}. */
export interface ReadIdxOptions extends Pick<DecodeIdxOptions, "shape"> {
  /** SHA-256 the file must have, in hex, as it lies on the disk; defaults to no check. */
  readonly sha256?: string;
}

/**
 * Reads an IDX file; gzip is noticed by its first bytes, whatever the name.
 * @throws LookbookError `missing-file`, `bad-checksum`, `bad-file` or `disk`, naming the path
 */
export async function readIdx(path: string, {shape, sha256: expected}: ReadIdxOptions = {}): Promise<IdxArray> {
  const stored = await readBytes(path);
  const actual = expected && sha256(stored);
  if (expected !== actual) {
    throw new LookbookError(
      "bad-checksum",
      `${path}: expected sha256 ${expected}, got ${actual} (${stored.length} bytes); the file is damaged or another one`,
    );
  }
  const bytes = isGzip(stored) ? await gunzip(stored, path) : stored;
  return decodeIdx(bytes, {file: path, ...(shape && {shape})});
}

/** Writes an IDX file, whole or not at all; a name that ends in ".gz" is compressed. */
export async function writeIdx(path: string, array: IdxArray): Promise<void> {
  const bytes = encodeIdx(array);
  await writeAtomic(path, path.endsWith(".gz") ? await promisify(gzip)(bytes) : bytes);
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (systemCode(cause) === "ENOENT") throw new LookbookError("missing-file", `${path} does not exist`, {cause});
    throw diskError("read", path, cause);
  }
}
