import {LookbookError} from "../../core/errors.js";
import {readJson} from "../../core/files.js";

/** A public data set of labelled pictures: where its files lie and how to know that they are the right ones. */
export interface ImageSource {
  readonly name: string;
  readonly licence: string;
  /** The paper to cite. */
  readonly citation: string;
  readonly homepage: string;
  /** One name per class, in the order of the labels. */
  readonly classNames: readonly string[];
  /** Addresses of folders that hold the files, the preferred one first; each ends in "/". */
  readonly mirrors: readonly string[];
  /** Pictures and labels of the two splits. */
  readonly files: readonly SourceFile[];
}

/** One IDX file of an {@link ImageSource}. */
export interface SourceFile {
  readonly split: "train" | "test";
  readonly holds: "images" | "labels";
  /** File name, ending in ".gz"; a folder may hold it unpacked, without that ending. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Bytes, compressed. */
  readonly size: number;
  /** SHA-256 in hex, compressed. */
  readonly sha256: string;
  /** SHA-256 in hex, unpacked. */
  readonly unpackedSha256: string;
}

/**
 * Reads one entry of `data/sources.json`.
 * @throws LookbookError `missing-file`, `bad-file` or `bad-config`, naming the field
 */
export async function readImageSource(path: string, key: string): Promise<ImageSource> {
  const all = await readJson(path, "list of data sources");
  const source: unknown = isRecord(all) ? all[key] : undefined;
  if (!isRecord(source)) throw wrong(path, key, "an object", source);
  for (const field of ["name", "licence", "citation", "homepage"]) {
    if (typeof source[field] !== "string") throw wrong(path, `${key}.${field}`, "text", source[field]);
  }
  for (const field of ["classNames", "mirrors"]) {
    const texts = source[field];
    if (!Array.isArray(texts) || !texts.every((text) => typeof text === "string")) {
      throw wrong(path, `${key}.${field}`, "a list of texts", texts);
    }
  }
  const files = source["files"];
  if (!Array.isArray(files) || files.length !== 4 || !files.every(isSourceFile)) {
    throw wrong(path, `${key}.files`, "four files with split, holds, name, shape, size and both sha256", files);
  }
  return source as unknown as ImageSource;
}

function isSourceFile(file: unknown): file is SourceFile {
  return (
    isRecord(file) &&
    (file["split"] === "train" || file["split"] === "test") &&
    (file["holds"] === "images" || file["holds"] === "labels") &&
    typeof file["name"] === "string" &&
    file["name"].endsWith(".gz") &&
    Array.isArray(file["shape"]) &&
    file["shape"].length === (file["holds"] === "images" ? 3 : 1) &&
    file["shape"].every(Number.isInteger) &&
    Number.isInteger(file["size"]) &&
    isSha256(file["sha256"]) &&
    isSha256(file["unpackedSha256"])
  );
}

function isSha256(value: unknown): boolean {
  return typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function wrong(path: string, field: string, expected: string, got: unknown): LookbookError {
  const shown = got === undefined ? "nothing" : JSON.stringify(got).slice(0, 80);
  return new LookbookError("bad-config", `${path}, ${field}: expected ${expected}, got ${shown}`);
}
