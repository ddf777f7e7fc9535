import {readFile} from "node:fs/promises";
import {LookbookError, messageOf, systemCode} from "../../core/errors.js";
import {diskError, writeAtomic} from "../../core/files.js";
import {sha256} from "../../core/hash.js";
import type {Checkpoint, TrainingState} from "../training/checkpoint.js";

/**
 * Keeps the state of a training in one file, replaced as a whole: a heading, the SHA-256 of the rest, a line of JSON, and the numbers
 * that the JSON points at, as float32.
 *
 * Its `load` throws LookbookError `bad-file` or `bad-checksum` when the file is damaged.
 */
export function checkpointFile(path: string): Checkpoint {
  return {
    load: async () => {
      const bytes = await readFile(path).catch((cause: unknown) => {
        if (systemCode(cause) === "ENOENT") return undefined;
        throw diskError("read", path, cause);
      });
      return bytes && decode(bytes, path);
    },
    save: (state) => writeAtomic(path, encode(state)),
  };
}

const heading = "lookbook-checkpoint/1 ";

/** Stands in the JSON where an array of numbers was: its length. The numbers follow the JSON, in the same order. */
interface Floats {
  readonly floats: number;
}

function encode(state: TrainingState): Uint8Array {
  const arrays: Float32Array[] = [];
  const json = JSON.stringify(state, (_, value: unknown) => {
    if (!(value instanceof Float32Array)) return value;
    arrays.push(value);
    return {floats: value.length} satisfies Floats;
  });
  const numbers = arrays.map(({buffer, byteOffset, byteLength}) => Buffer.from(buffer, byteOffset, byteLength));
  const body = Buffer.concat([Buffer.from(`${json}\n`), ...numbers]);
  return Buffer.concat([Buffer.from(`${heading}${sha256(body)}\n`), body]);
}

function decode(bytes: Buffer, path: string): TrainingState {
  const remedy = "remove it and train again";
  const [first, body] = cutLine(bytes);
  if (!first.startsWith(heading)) {
    throw new LookbookError(
      "bad-file",
      `checkpoint ${path} is damaged: expected "${heading.trim()}" at its beginning; ${remedy}`,
    );
  }
  const [expected, got] = [first.slice(heading.length), sha256(body)];
  if (got !== expected) {
    throw new LookbookError(
      "bad-checksum",
      `checkpoint ${path} is damaged: expected sha256 ${expected}, got ${got}; ${remedy}`,
    );
  }
  const [json, rest] = cutLine(body);
  let start = 0;
  try {
    return JSON.parse(json, (_, value: unknown) => {
      if (!isFloats(value)) return value;
      const end = start + 4 * value.floats;
      // A copy, because a file's buffer may start where no 32-bit number may.
      const numbers = new Float32Array(new Uint8Array(rest.subarray(start, end)).buffer);
      start = end;
      return numbers;
    }) as TrainingState;
  } catch (cause) {
    throw new LookbookError("bad-file", `checkpoint ${path} is damaged: ${messageOf(cause)}; ${remedy}`, {cause});
  }
}

function cutLine(bytes: Buffer): [string, Buffer] {
  const end = bytes.indexOf("\n");
  return end < 0 ? ["", bytes] : [bytes.toString("utf8", 0, end), bytes.subarray(end + 1)];
}

function isFloats(value: unknown): value is Floats {
  return typeof value === "object" && value !== null && "floats" in value && typeof value.floats === "number";
}
