import {rm} from "node:fs/promises";
import {readJson, writeAtomic} from "../../core/files.js";
import type {Checkpoint} from "../training/checkpoint.js";

/** Time that goes by, and time that the processors work, in all threads; milliseconds, from any beginning. */
export interface Clock {
  readonly wall: () => number;
  readonly cpu: () => number;
}

/** What a training took, in seconds, interruptions not counted. */
export interface Spent {
  readonly wall: number;
  /** Of all threads together; what else the machine did has less part in it. */
  readonly cpu: number;
}

/** Takes the time of one training, also of one that is stopped and goes on in another process. */
export interface Stopwatch {
  /** Starts when the training asks the checkpoint for its state; writes the time down whenever the training saves it. */
  readonly watch: (checkpoint: Checkpoint) => Checkpoint;
  /** Undefined where nothing was trained, or where it went on from a state of which the time is not known. */
  readonly spent: () => Spent | undefined;
  /** Forgets the time that was written down. */
  readonly clear: () => Promise<void>;
}

/** @param path file that keeps the time while the training is not finished */
export function openStopwatch(path: string, clock: Clock): Stopwatch {
  let before: Spent | undefined;
  let start: Spent = {wall: 0, cpu: 0};
  const spent = (): Spent | undefined =>
    before && {
      wall: before.wall + clock.wall() / 1000 - start.wall,
      cpu: before.cpu + clock.cpu() / 1000 - start.cpu,
    };
  return {
    watch: (checkpoint) => ({
      ...checkpoint,
      load: async () => {
        const state = await checkpoint.load();
        before = state ? await writtenDown(path, state.records.length) : {wall: 0, cpu: 0};
        start = {wall: clock.wall() / 1000, cpu: clock.cpu() / 1000};
        return state;
      },
      save: async (state) => {
        await checkpoint.save(state);
        const so = spent();
        if (so) await writeAtomic(path, JSON.stringify({...so, epochs: state.records.length}));
      },
    }),
    spent,
    clear: () => rm(path, {force: true}),
  };
}

/** The time of the first `epochs` epochs; undefined where it was not written down, or is that of another state. */
async function writtenDown(path: string, epochs: number): Promise<Spent | undefined> {
  const kept = (await readJson(path, "time").catch(() => undefined)) as (Spent & {epochs: number}) | undefined;
  return kept?.epochs === epochs ? {wall: kept.wall, cpu: kept.cpu} : undefined;
}
