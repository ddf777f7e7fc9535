import {mkdtemp, readdir, rm, writeFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {beforeEach, describe, expect, it} from "vitest";
import {withLock} from "../../../src/pipeline/source/lock.js";

let folder = "";
let path = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookbook-lock-"));
  path = join(folder, "lock");
  return () => rm(folder, {recursive: true});
});

describe("withLock(path, task)", () => {
  it("lets one task through at a time and leaves nothing behind", async () => {
    let inside = 0;
    let most = 0;
    const task = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await sleep(30);
      inside--;
    };
    await Promise.all([1, 2, 3].map(() => withLock(path, task, {heartbeat: 10})));
    expect(most).toBe(1);
    expect(await readdir(folder)).toEqual([]);
  });

  it("waits for a holder that lives longer than its patience", async () => {
    const order: string[] = [];
    const slow = withLock(path, () => sleep(250).then(() => order.push("slow")), {heartbeat: 20});
    await sleep(10);
    await Promise.all([slow, withLock(path, async () => order.push("next"), {heartbeat: 20})]);
    expect(order).toEqual(["slow", "next"]);
  });

  it("takes over the lock of a process that died", async () => {
    await writeFile(path, "99999 7");
    expect(await withLock(path, async () => "done", {heartbeat: 10})).toBe("done");
  });

  it("gives the lock back when the task fails", async () => {
    await expect(withLock(path, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await readdir(folder)).toEqual([]);
  });
});
