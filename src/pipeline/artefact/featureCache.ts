import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {writeAtomic} from "../../core/files.js";
import {canonicalJson, sha256} from "../../core/hash.js";

/** Rows of numbers on disk, in chunks. */
export interface FeatureCache {
  /** Reads a chunk into `target`; false where it is not there, or damaged, or of another length. */
  read(chunk: number, target: Float32Array): Promise<boolean>;
  /** Keeps a chunk: the whole of it, or nothing. */
  write(chunk: number, numbers: Float32Array): Promise<void>;
}

/**
 * Opens a folder that keeps rows of numbers, made whole chunk by chunk, so that what was stopped half-way goes on.
 * @param folder one for each thing that the numbers depend on
 * @param description what they are, for people who look into the folder; plain JSON
 */
export async function openFeatureCache(folder: string, description: unknown): Promise<FeatureCache> {
  await writeAtomic(join(folder, "features.json"), `${canonicalJson(description, 2)}\n`);
  const fileOf = (chunk: number): string => join(folder, `${String(chunk).padStart(5, "0")}.bin`);
  return {
    read: async (chunk, target) => {
      const file = await readFile(fileOf(chunk)).catch(() => undefined);
      const body = file?.subarray(headingLength);
      const isWhole =
        body?.length === target.byteLength && file!.toString("latin1", 0, headingLength) === headingOf(body);
      if (isWhole) new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(body);
      return isWhole;
    },
    write: async (chunk, {buffer, byteOffset, byteLength}) => {
      const body = new Uint8Array(buffer, byteOffset, byteLength);
      await writeAtomic(fileOf(chunk), Buffer.concat([Buffer.from(headingOf(body)), body]));
    },
  };
}

/** The first line of a file: what follows is float32, and its hash. */
function headingOf(body: Uint8Array): string {
  return `lookbook-features/1 ${sha256(body)}\n`;
}

const headingLength = headingOf(new Uint8Array()).length;
