import {mkdirSync, readdirSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {setTimeout as sleep} from "node:timers/promises";
import {describe, expect, it} from "vitest";
import {withProjectLock} from "../../../src/report/build/projectLock.js";
import {temporaryFolder} from "../../temporaryFolder.js";

const lockIn = (): string => join(temporaryFolder("lock"), "report", ".cache", "lock");

describe("withProjectLock(path, task)", () => {
  it("lets one of many in that come at the same moment, and leaves nothing behind", async () => {
    const path = lockIn();
    let [inside, most] = [0, 0];
    const task = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await sleep(50);
      inside--;
    };
    const ends = await Promise.allSettled(Array.from({length: 30}, () => withProjectLock(path, task)));
    expect(most).toBe(1);
    const reasons = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
    expect(reasons).toHaveLength(29);
    for (const reason of reasons) expect(reason).toMatchObject({code: "busy"});
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it.each([
    ["whose process has ended", JSON.stringify({pid: 2 ** 30, started: "1"})],
    ["whose process number another one has now", JSON.stringify({pid: process.pid, started: "1"})],
    ["that a full disk left empty", ""],
  ])("takes a lock over %s", async (_, text) => {
    const path = lockIn();
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, text);
    const tasks = Array.from({length: 5}, () => withProjectLock(path, () => sleep(50, "done")));
    const ends = await Promise.allSettled(tasks);
    expect(ends.filter(({status}) => status === "fulfilled")).toHaveLength(1);
    expect(readdirSync(dirname(path))).toEqual([]);
  });

  it("gives the lock back where the task fails", async () => {
    const path = lockIn();
    const failure = withProjectLock(path, async () => Promise.reject(new Error("worm")));
    await expect(failure).rejects.toThrow("worm");
    await expect(withProjectLock(path, async () => 7)).resolves.toBe(7);
  });
});
