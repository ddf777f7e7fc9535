import {readFileSync} from "node:fs";
import {mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {LookbookError, systemCode} from "../../core/errors.js";
import {diskError} from "../../core/files.js";

/**
 * Does a task while no other process does it in the same project. A lock whose holder has ended, however it ended, is taken over.
 * @param path of the lock; its folder is made
 * @throws LookbookError `busy` naming the holder; `disk` where nothing can be written there
 */
export async function withProjectLock<T>(path: string, task: () => Promise<T>): Promise<T> {
  await acquire(path);
  try {
    return await task();
  } finally {
    await rm(path, {force: true}).catch(() => undefined);
  }
}

/** A process, told from an earlier one of the same number by the time it started. */
interface Holder {
  readonly pid: number;
  /** In the system's own count; undefined where it cannot be told. */
  readonly started: string | undefined;
}

async function acquire(path: string): Promise<void> {
  try {
    await mkdir(dirname(path), {recursive: true});
    for (let attempt = 0; attempt < 3; attempt++) {
      if (await create(path)) return;
      const holder = await readHolder(path);
      if (holder && isAlive(holder)) throw busy(path, holder);
      await rm(path, {force: true});
    }
  } catch (cause) {
    throw diskError("write", path, cause);
  }
  throw busy(path, await readHolder(path));
}

async function create(path: string): Promise<boolean> {
  const {pid} = process;
  try {
    await writeFile(path, JSON.stringify({pid, started: startOf(pid)}), {flag: "wx"});
    return true;
  } catch (cause) {
    if (systemCode(cause) === "EEXIST") return false;
    throw cause;
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive({pid, started}: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (systemCode(error) !== "EPERM") return false;
  }
  return started === undefined || startOf(pid) === started;
}

/** Field 22 of /proc/PID/stat; what stands before the last parenthesis is the program's name and may hold anything. */
function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, "utf8");
    return text.slice(text.lastIndexOf(")") + 2).split(" ")[19];
  } catch {
    return undefined;
  }
}

function busy(path: string, holder: Holder | undefined): LookbookError {
  const who = holder ? `process ${holder.pid}` : "another process";
  return new LookbookError(
    "busy",
    `this project is being built by ${who}; wait for it or end it. Where that is no build, remove ${path}`,
  );
}
