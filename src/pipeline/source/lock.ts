import {readFile, rm, writeFile} from "node:fs/promises";
import {setTimeout as sleep} from "node:timers/promises";
import {systemCode} from "../../core/errors.js";
import {diskError} from "../../core/files.js";

/** Options for {@link withLock}. */
export interface LockOptions {
  /** Milliseconds between two signs of life of the holder; defaults to 1,000. A lock without five in a row is taken over. */
  readonly heartbeat?: number;
}

/**
 * Does a task while no other process does it: notebooks that run side by side fetch the same file once.
 * The lock is a file whose text changes as long as its holder lives; nobody's clock has to agree with anybody's.
 * @throws LookbookError `disk` where the lock cannot be written
 */
export async function withLock<T>(
  path: string,
  task: () => Promise<T>,
  {heartbeat = 1000}: LockOptions = {},
): Promise<T> {
  await acquire(path, heartbeat);
  let beats = 0;
  let beating = Promise.resolve();
  const timer = setInterval(() => {
    beats++;
    beating = writeFile(path, `${process.pid} ${beats}`).catch(() => undefined);
  }, heartbeat);
  try {
    return await task();
  } finally {
    clearInterval(timer);
    // A beat still on its way would bring the lock back.
    await beating;
    await rm(path, {force: true});
  }
}

async function acquire(path: string, heartbeat: number): Promise<void> {
  const patience = 5 * heartbeat;
  const pause = Math.min(100, heartbeat);
  let seen = "";
  let waited = 0;
  for (;;) {
    if (await create(path)) return;
    const text = await readFile(path, "utf8").catch(() => "");
    waited = text === seen ? waited + pause : 0;
    seen = text;
    if (waited > patience) {
      await rm(path, {force: true});
      waited = 0;
    }
    await sleep(pause);
  }
}

async function create(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${process.pid} 0`, {flag: "wx"});
    return true;
  } catch (cause) {
    if (systemCode(cause) === "EEXIST") return false;
    throw diskError("write", path, cause);
  }
}
