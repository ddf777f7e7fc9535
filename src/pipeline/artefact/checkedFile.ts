import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError, systemCode} from "../../core/errors.js";
import {diskError} from "../../core/files.js";
import {sha256} from "../../core/hash.js";

/** Size and hash of a file, as a manifest keeps them. */
export interface FileRecord {
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Reads a file and compares it with its record.
 * @throws LookbookError `missing-file`, `bad-file` when it is cut short or too long, `bad-checksum` when its bytes changed
 */
export async function readChecked(folder: string, name: string, expected: FileRecord): Promise<Buffer> {
  const path = join(folder, name);
  const remedy = `delete ${folder} and train again`;
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (systemCode(cause) !== "ENOENT") throw diskError("read", path, cause);
    throw new LookbookError("missing-file", `${path} does not exist, though its manifest names it; ${remedy}`, {cause});
  });
  if (bytes.length !== expected.bytes) {
    const what = bytes.length < expected.bytes ? "is cut short" : "is too long";
    throw new LookbookError(
      "bad-file",
      `${path} ${what}: expected ${expected.bytes} bytes, got ${bytes.length}; ${remedy}`,
    );
  }
  const hash = sha256(bytes);
  if (hash !== expected.sha256) {
    throw new LookbookError(
      "bad-checksum",
      `${path} was changed: expected sha256 ${expected.sha256}, got ${hash}; ${remedy}`,
    );
  }
  return bytes;
}
