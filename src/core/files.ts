import {mkdir, readFile, rename, rm, writeFile} from "node:fs/promises";
import {basename, dirname, join} from "node:path";
import {LookbookError, messageOf, systemCode} from "./errors.js";

/** Writes a whole file or nothing: to a neighbour first, then renamed over the target. Makes the folder. */
export async function writeAtomic(path: string, data: string | Uint8Array): Promise<void> {
  const aside = claimAside(path);
  try {
    await mkdir(dirname(path), {recursive: true});
    await writeFile(aside, data);
    await rename(aside, path);
  } catch (cause) {
    await rm(aside, {force: true}).catch(() => undefined);
    throw diskError("write", path, cause);
  } finally {
    asides.delete(aside);
  }
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

/** Neighbours that this process writes at present. */
const asides = new Set<string>();

/** A name that no other process takes, nor another write of this one to the same file. */
function claimAside(path: string): string {
  const base = join(dirname(path), `.${basename(path)}.${process.pid}`);
  let aside = `${base}.part`;
  for (let twin = 2; asides.has(aside); twin++) aside = `${base}.${twin}.part`;
  asides.add(aside);
  return aside;
}
