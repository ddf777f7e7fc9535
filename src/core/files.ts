import {createWriteStream} from "node:fs";
import {mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {pipeline} from "node:stream/promises";
import {LookbookError, messageOf, systemCode} from "./errors.js";

/** Writes a whole file or nothing: to a neighbour first, then renamed over the target. Makes the folder. */
export async function writeAtomic(path: string, data: string | Uint8Array): Promise<void> {
  await replaceAtomic(path, (aside) => writeFile(aside, data));
}

/** Like {@link writeAtomic}, from a stream of chunks. */
export async function streamAtomic(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  await replaceAtomic(path, (aside) => pipeline(chunks, createWriteStream(aside)));
}

/** Reads and parses a JSON file. @throws LookbookError `missing-file` or `bad-file`, naming the path */
export async function readJson(path: string, what: string): Promise<unknown> {
  const text = await readText(path, what);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LookbookError("bad-file", `${what} ${path} is not JSON: ${messageOf(cause)}`, {cause});
  }
}

/** Reads a text file. @throws LookbookError `missing-file`, naming the path */
export async function readText(path: string, what: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (cause) {
    if (systemCode(cause) !== "ENOENT") throw diskError("read", path, cause);
    throw new LookbookError("missing-file", `${what} ${path} does not exist`, {cause});
  }
}

/** Turns a system error into a sentence with a remedy. */
export function diskError(verb: "read" | "write", path: string, cause: unknown): LookbookError {
  if (cause instanceof LookbookError) return cause;
  const remedy: Record<string, string> = {
    ENOSPC: "the disk is full; free some space and run the command again",
    EROFS: "the file system is read-only; choose another folder",
    EACCES: "permission denied; check who owns the folder",
    EPERM: "permission denied; check who owns the folder",
    EISDIR: "a folder stands where a file was expected",
    EMFILE: "too many files are open",
  };
  const reason = remedy[systemCode(cause) ?? ""] ?? messageOf(cause);
  return new LookbookError("disk", `cannot ${verb} ${path}: ${reason}`, {cause});
}

async function replaceAtomic(path: string, write: (aside: string) => Promise<void>): Promise<void> {
  const aside = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  try {
    await mkdir(dirname(path), {recursive: true});
    await write(aside);
    await rename(aside, path);
  } catch (cause) {
    await rm(aside, {force: true}).catch(() => undefined);
    throw diskError("write", path, cause);
  }
}
