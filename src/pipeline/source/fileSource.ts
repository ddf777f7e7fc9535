import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError, systemCode} from "../../core/errors.js";
import {diskError, readJson} from "../../core/files.js";
import {sha256} from "../../core/hash.js";
import {isRecord} from "../../core/isRecord.js";

/** A data set of plain files: where it comes from and how to know that they are the right ones. */
export interface FileSource {
  readonly name: string;
  readonly licence: string;
  /** What to cite. */
  readonly citation: string;
  readonly homepage: string;
  readonly files: readonly CheckedFile[];
}

/** One file of a {@link FileSource}. */
export interface CheckedFile {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256 in hex. */
  readonly sha256: string;
}

/**
 * Reads one entry of `data/sources.json`.
 * @throws LookbookError `missing-file`, `bad-file` or `bad-config`, naming the field
 */
export async function readFileSource(path: string, key: string): Promise<FileSource> {
  const all = await readJson(path, "list of data sources");
  const source: unknown = isRecord(all) ? all[key] : undefined;
  if (!isRecord(source)) throw new LookbookError("bad-config", `${path}: expected an entry "${key}", got none`);
  for (const field of ["name", "licence", "citation", "homepage"]) {
    if (typeof source[field] !== "string") {
      throw new LookbookError("bad-config", `${path}, ${key}.${field}: expected text, got ${typeof source[field]}`);
    }
  }
  const {files} = source;
  if (!Array.isArray(files) || files.length === 0 || !files.every(isCheckedFile)) {
    throw new LookbookError("bad-config", `${path}, ${key}.files: expected a list of files with name, size and sha256`);
  }
  return source as unknown as FileSource;
}

/** The entry of one file that has to be there. @throws LookbookError `bad-config` where the source does not list it */
export function fileNamed({name: source, files}: FileSource, name: string): CheckedFile {
  const file = files.find((each) => each.name === name);
  if (file) return file;
  const listed = files.map((each) => each.name).join(", ");
  throw new LookbookError(
    "bad-config",
    `data/sources.json, files of ${source}: expected ${name} among them, got ${listed}`,
  );
}

/**
 * Reads a file of a source, its checksum verified.
 * @throws LookbookError `missing-file`, `bad-checksum` or `disk`, naming the path
 */
export async function readChecked(folder: string, {name, sha256: expected}: CheckedFile): Promise<Uint8Array> {
  const path = join(folder, name);
  const bytes = await readFile(path).catch((cause: unknown) => {
    if (systemCode(cause) === "ENOENT") throw new LookbookError("missing-file", `${path} does not exist`, {cause});
    throw diskError("read", path, cause);
  });
  const actual = sha256(bytes);
  if (actual === expected) return bytes;
  throw new LookbookError(
    "bad-checksum",
    `${path}: expected sha256 ${expected}, got ${actual} (${bytes.length} bytes); the file is damaged or another one`,
  );
}

function isCheckedFile(file: unknown): file is CheckedFile {
  return (
    isRecord(file) &&
    typeof file["name"] === "string" &&
    Number.isInteger(file["size"]) &&
    typeof file["sha256"] === "string" &&
    /^[0-9a-f]{64}$/.test(file["sha256"])
  );
}
