import {constants, readFileSync} from "node:fs";
import {copyFile, link, mkdir, readFile, rm, writeFile} from "node:fs/promises";
import {dirname} from "node:path";
import {LookbookError, systemCode} from "../../core/errors.js";
import {diskError} from "../../core/files.js";
import {isRunning} from "../../core/isRunning.js";

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
    if (await put(path)) return;
    if ((await stateOf(path)) === "stale") return await takeOver(path);
    if (await put(path)) return; // it was given back just now
  } catch (cause) {
    throw diskError("write", path, cause);
  }
  throw await busy(path);
}

/** Only who holds the lock of the lock may take it away: else two that find it stale would take each other's away. */
async function takeOver(path: string): Promise<void> {
  await withProjectLock(`${path}.next`, async () => {
    if ((await stateOf(path)) === "stale") await rm(path);
    if (!(await put(path))) throw await busy(path);
  });
}

/** How often this process has asked for a lock. */
let asked = 0;

/** Puts a lock in place; written aside and then linked, it is never seen without its holder. @returns false where one is there already */
async function put(path: string): Promise<boolean> {
  const aside = `${path}.${process.pid}.${++asked}`;
  try {
    await writeFile(aside, JSON.stringify({pid: process.pid, started: startOf(process.pid)}));
    // Some file systems know no links.
    await link(aside, path).catch((cause: unknown) => {
      if (systemCode(cause) === "EEXIST") throw cause;
      return copyFile(aside, path, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (cause) {
    if (systemCode(cause) === "EEXIST") return false;
    throw cause;
  } finally {
    await rm(aside, {force: true}).catch(() => undefined);
  }
}

/** `stale`: its holder has ended, or it names none. */
async function stateOf(path: string): Promise<"held" | "stale" | "gone"> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return "gone";
  const holder = holderIn(text);
  return holder && isAlive(holder) ? "held" : "stale";
}

function holderIn(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive({pid, started}: Holder): boolean {
  return isRunning(pid) && (started === undefined || startOf(pid) === started);
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

async function busy(path: string): Promise<LookbookError> {
  const holder = holderIn(await readFile(path, "utf8").catch(() => ""));
  const who = holder ? `process ${holder.pid}` : "another process";
  return new LookbookError(
    "busy",
    `this project is being built by ${who}; wait for it or end it. Where that is no build, remove ${path}`,
  );
}
