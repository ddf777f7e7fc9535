import {readFile, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {libraryRoot} from "../../../core/paths.js";
import {type Codec, step} from "../../../core/step.js";

/** Where results are kept, and whether they are used again. */
export interface KeepOptions {
  /** Such as the folder of a profile's runs; defaults to nowhere: everything is computed anew. */
  readonly folder?: string;
  /** False computes anew; defaults to whether the environment's `LOOKBOOK_NO_CACHE` is unset, as `build --no-cache` sets it. */
  readonly reuse?: boolean;
}

/** Computes a value of arrays, numbers and words once: see `step`. Its code is this room's and all that it reaches. */
export async function kept<T>(
  name: string,
  inputs: unknown,
  {folder, reuse}: KeepOptions,
  compute: () => Promise<T>,
): Promise<T> {
  if (folder === undefined) return compute();
  const store = {
    folder: join(folder, ".steps"),
    codeRoot: join(libraryRoot(), "dist"),
    reuse: reuse ?? process.env["LOOKBOOK_NO_CACHE"] === undefined,
  };
  return step(name, {store, inputs, code: ["pipeline/explanation/embedding"], codec: arraysCodec<T>()}, compute);
}

/** JSON, with typed arrays as their bytes. */
function arraysCodec<T>(): Codec<T> {
  return {
    write: (folder, value) => writeFile(join(folder, "value.json"), JSON.stringify(value, packed)),
    read: async (folder) => JSON.parse(await readFile(join(folder, "value.json"), "utf8"), unpacked) as T,
  };
}

const kinds = {Float32Array, Float64Array, Int32Array} as const;

function packed(_: string, value: unknown): unknown {
  const kind = Object.entries(kinds).find(([, type]) => value instanceof type)?.[0];
  if (kind === undefined) return value;
  const {buffer, byteOffset, byteLength} = value as Float32Array;
  return {kind, bytes: Buffer.from(buffer, byteOffset, byteLength).toString("base64")};
}

function unpacked(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("kind" in value && "bytes" in value)) return value;
  const type = kinds[value.kind as keyof typeof kinds];
  const bytes = Uint8Array.from(Buffer.from(String(value.bytes), "base64"));
  return new type(bytes.buffer);
}
