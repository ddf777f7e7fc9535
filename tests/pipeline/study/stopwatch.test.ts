import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {openStopwatch} from "../../../src/pipeline/study/stopwatch.js";
import type {TrainingState} from "../../../src/pipeline/training/checkpoint.js";
import {temporaryFolder} from "../../temporaryFolder.js";

const clockAt = (): {now: number; wall: () => number; cpu: () => number} => {
  const clock = {now: 1000, wall: () => clock.now, cpu: () => 2 * clock.now};
  return clock;
};
const after = (epochs: number): TrainingState => ({records: Array(epochs).fill({})}) as unknown as TrainingState;
const store = (state?: TrainingState): {load: () => Promise<TrainingState | undefined>; save: () => Promise<void>} => ({
  load: async () => state,
  save: async () => undefined,
});

describe("openStopwatch", () => {
  it("takes the time from the first question for a state", async () => {
    const clock = clockAt();
    const {watch, spent} = openStopwatch(join(temporaryFolder("watch"), "it.time"), clock);
    clock.now = 9000;
    await watch(store()).load();
    clock.now = 12_000;
    expect(spent()).toEqual({wall: 3, cpu: 6});
  });
  it("adds the time of the process before, without the pause and without what was lost with it", async () => {
    const path = join(temporaryFolder("watch"), "it.time");
    const first = clockAt();
    const before = openStopwatch(path, first);
    const watched = before.watch(store());
    await watched.load();
    first.now = 5000;
    await watched.save(after(2));
    first.now = 7000; // an epoch that was not finished

    const second = clockAt();
    second.now = 100_000;
    const {watch, spent, clear} = openStopwatch(path, second);
    await watch(store(after(2))).load();
    second.now = 101_000;
    expect(spent()).toEqual({wall: 5, cpu: 10});
    await clear();
    expect(await readdir(join(path, ".."))).toEqual([]);
  });
  it("knows nothing of a training that was loaded, or that went on from a state whose time nobody wrote down", async () => {
    const path = join(temporaryFolder("watch"), "it.time");
    const {watch, spent} = openStopwatch(path, clockAt());
    expect(spent()).toBeUndefined();
    await watch(store(after(3))).load();
    expect(spent()).toBeUndefined();
  });
});
