import {execFile} from "node:child_process";
import {join} from "node:path";
import {promisify} from "node:util";
import {afterEach, describe, expect, it} from "vitest";
import {openPool, type WorkerPool} from "../../../../src/pipeline/engine/workers/pool.js";

/** What tests/fixtures/workers/tasks.mjs exports. */
interface Tasks {
  add(input: {a: number; b: number}): number;
  thread(input: null): number;
  count(input: {counter: Int32Array}): number;
  fail(input: null): never;
  unclonable(input: null): () => number;
  exit(input: number): never;
  crash(input: null): Promise<void>;
  hang(input: null): never;
}

const fixtures = join(import.meta.dirname, "..", "..", "..", "fixtures", "workers");
const module = join(fixtures, "tasks.mjs");
let pool: WorkerPool<Tasks> | undefined;
const open = async (workers: number): Promise<WorkerPool<Tasks>> => {
  pool = await openPool<Tasks>({module, workers});
  return pool;
};
afterEach(() => pool?.close());

describe("openPool({module, workers})", () => {
  it("runs a task on the worker that is named", async () => {
    const {call, size} = await open(2);
    expect(size).toBe(2);
    expect(await call(1, "add", {a: 2, b: 3})).toBe(5);
    expect(await call(0, "thread", null)).not.toBe(await call(1, "thread", null));
    expect(await call(1, "thread", null)).toBe(await call(1, "thread", null));
  });
  it("runs a task on all workers, which share memory", async () => {
    const {broadcast} = await open(3);
    const counter = new Int32Array(new SharedArrayBuffer(4));
    const before = await broadcast("count", {counter});
    expect([...before].sort()).toEqual([0, 1, 2]);
    expect(counter[0]).toBe(3);
  });
  it("hands on what a task throws, and the worker goes on", async () => {
    const {call} = await open(1);
    await expect(call(0, "fail", null)).rejects.toMatchObject({
      name: "LookbookError",
      code: "bad-data",
      message: "no such row",
    });
    await expect(call(0, "unclonable", null)).rejects.toThrow("could not be cloned");
    expect(await call(0, "add", {a: 1, b: 1})).toBe(2);
  });
  it.each([
    ["exit", 3, "worker 2 of 2 died: it ended with exit code 3"],
    ["exit", 0, "worker 2 of 2 died: it ended with exit code 0"],
    ["crash", null, "worker 2 of 2 died: TypeError: out of the blue"],
  ] as const)(
    "%s(%s) in the middle of a task rejects it, and all later ones, naming the worker",
    async (task, input, message) => {
      const {call} = await open(2);
      await expect(call(1, task as "exit", input as number)).rejects.toMatchObject({code: "worker-died", message});
      await expect(call(1, "add", {a: 1, b: 1})).rejects.toMatchObject({code: "worker-died", message});
      expect(await call(0, "add", {a: 1, b: 1})).toBe(2);
    },
  );
  it("ends workers that hang, and tells those who wait for them", async () => {
    const {call, close} = await open(1);
    const hanging = call(0, "hang", null);
    const told = expect(hanging).rejects.toMatchObject({code: "worker-died", message: "worker 1 of 1 was closed"});
    await close();
    await told;
    await close(); // again costs nothing
  });
  it("fails, and leaves no thread, where the module does not load", async () => {
    await expect(openPool({module: join(fixtures, "broken.mjs"), workers: 2})).rejects.toThrow(
      "this module does not load",
    );
    await expect(openPool({module: join(fixtures, "absent.mjs"), workers: 1})).rejects.toThrow("Cannot find module");
  });
  it("refuses a pool without workers", async () => {
    await expect(openPool({module, workers: 0})).rejects.toThrow("workers must be a whole number of at least 1, got 0");
  });
});

describe("a program with a pool", () => {
  const run = promisify(execFile);
  const library = JSON.stringify(join(import.meta.dirname, "../../../../dist/pipeline/engine/workers/pool.js"));
  const program = (body: string): string =>
    `import {openPool} from ${library}; const pool = await openPool({module: ${JSON.stringify(module)}, workers: 2}); ${body}`;

  it("ends by itself when the pool is closed", async () => {
    const {stdout} = await run(process.execPath, [
      "--input-type=module",
      "-e",
      program("console.log(await pool.call(0, 'add', {a: 20, b: 22})); await pool.close();"),
    ]);
    expect(stdout).toBe("42\n");
  });
  it("is told which worker ran out of memory", async () => {
    const {stdout} = await run(process.execPath, [
      "--max-old-space-size=64",
      "--input-type=module",
      "-e",
      program(
        "console.log(await pool.call(1, 'fill', null).catch((e) => e.code + ': ' + e.message)); await pool.close();",
      ),
    ]);
    expect(stdout).toBe("worker-died: worker 2 of 2 died: its JavaScript heap is full\n");
  });
});
