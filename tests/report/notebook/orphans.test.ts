import type {ChildProcess} from "node:child_process";
import {existsSync, readFileSync} from "node:fs";
import {mkdtemp, readFile, rm} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {afterEach, beforeEach, describe, expect, it} from "vitest";
import {execute, executeIn, fixture} from "./fixtures.js";

/** The cell of this notebook starts a process and then never comes back to the event loop. */
const notebook = "starts-processes";

describe("no process outlives its notebook", {timeout: 60_000}, () => {
  let folder = "";
  let pidFile = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "lookbook-orphans-"));
    pidFile = join(folder, "pids.json");
  });
  afterEach(() => rm(folder, {recursive: true}));

  const env = (): NodeJS.ProcessEnv => ({...process.env, LOOKBOOK_TEST_PIDS: pidFile});

  it("after a cell's time limit", async () => {
    const {failure} = await execute(notebook, {env: env(), cellTimeout: 3000});
    expect(failure?.code).toBe("cell-timeout");
    await expectGone(await pids(pidFile));
  });

  it("when the run is aborted, which it says", async () => {
    const abort = new AbortController();
    const run = execute(notebook, {env: env(), signal: abort.signal});
    const started = pids(pidFile).finally(() => abort.abort());
    await expect(run).rejects.toMatchObject({code: "interrupted"});
    await expectGone(await started);
  });

  it.each(["SIGINT", "SIGKILL"] as const)("when the executor itself gets %s", async (signal) => {
    const parent = executeIn(fixture(notebook), env());
    const ended = exitOf(parent);
    const started = await pids(pidFile);
    parent.kill(signal);
    expect(await ended).toBe(signal);
    await expectGone(started);
  });

  it("when the kernel dies with processes of its own still running", async () => {
    const run = execute(notebook, {env: env()});
    const [kernel, sleeper] = await pids(pidFile);
    process.kill(kernel!, "SIGKILL");
    const {failure} = await run;
    expect(failure?.code).toBe("kernel-died");
    await expectGone([sleeper!]);
  });
});

/** The ids of the kernel and of the process it started, once the cell has written them. */
async function pids(file: string): Promise<readonly number[]> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    if (existsSync(file)) {
      const text = await readFile(file, "utf8");
      if (text.endsWith("]")) return JSON.parse(text) as number[];
    }
    await sleep(20);
  }
  throw new Error("the cell never started");
}

async function expectGone(ids: readonly number[]): Promise<void> {
  for (let waited = 0; ids.some(isAlive) && waited < 2000; waited += 20) await sleep(20);
  expect(ids.filter(isAlive)).toEqual([]);
}

/** A zombie has ended; only nobody has asked for its exit code. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function exitOf(child: ChildProcess): Promise<NodeJS.Signals | number | null> {
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(signal ?? code)));
}
