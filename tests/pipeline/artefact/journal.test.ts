import {appendFile, mkdtemp, readFile, rm} from "node:fs/promises";
import {hostname, tmpdir} from "node:os";
import {join} from "node:path";
import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, it} from "vitest";
import {LookbookError} from "../../../src/core/errors.js";
import {processStart} from "../../../src/core/processStart.js";
import {appendJournal, type JournalLine, readJournal, type StartLine} from "../../../src/pipeline/artefact/journal.js";
import {recordTraining} from "../../../src/pipeline/artefact/recordTraining.js";
import {testOf, trainingOf} from "../../../src/pipeline/artefact/training.js";
import type {Checkpoint, TrainingState} from "../../../src/pipeline/training/checkpoint.js";
import type {EpochRecord, TrainingHistory} from "../../../src/pipeline/training/history.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lookbook-journal-"));
});
afterAll(() => rm(folder, {recursive: true, force: true}));

const noon = Date.UTC(2026, 10, 21, 12);
const at = (minutes: number): string => new Date(noon + 60_000 * minutes).toISOString();
const now = (): number => noon + 60_000 * 60;
const record = (epoch: number, validationLoss = 1 / epoch): EpochRecord => ({
  ...{epoch, learningRate: 0.1, trainLoss: 2, trainAccuracy: 0.5, validationLoss, validationAccuracy: 0.25},
});
const facts = {
  ...{model: "dense", parameterCount: 10, options: {epochs: 3}, seed: 7, dataHash: "d", engine: "cpu"},
  ...{codeHash: "c", library: "0.1.0"},
};
const own = {pid: process.pid, start: processStart(process.pid)};
const machine = {
  ...{processor: "abacus", cores: 2, memory: 1, system: "none"},
  ...{host: hostname(), node: "v20", engine: "cpu 4"},
};
const start = (minutes: number, more: Partial<StartLine> = {}): StartLine => ({
  ...{type: "start", time: at(minutes), format: "lookbook-journal/1", ...facts, machine, process: own, ...more},
});
const epoch = (number: number, minutes: number, seconds?: number): JournalLine => ({
  ...{type: "epoch", time: at(minutes), ...record(number), ...(seconds !== undefined && {seconds})},
});

describe("appendJournal and readJournal", () => {
  it("keep lines in order, with the time of the clock they are given", async () => {
    const path = join(folder, "deep", "order.jsonl");
    await appendJournal(path, {type: "resume", epochs: 2}, () => noon);
    await appendJournal(path, {type: "end", state: "finished"}, () => noon + 1);
    expect(await readFile(path, "utf8")).toBe(
      '{"type":"resume","time":"2026-11-21T12:00:00.000Z","epochs":2}\n{"type":"end","time":"2026-11-21T12:00:00.001Z","state":"finished"}\n',
    );
    expect((await readJournal(path)).map(({type}) => type)).toEqual(["resume", "end"]);
  });
  it("know no lines where there is no file", async () => {
    expect(await readJournal(join(folder, "none.jsonl"))).toEqual([]);
  });
  it("lose no line but the one that a killed process left unfinished, wherever it was cut", async () => {
    const whole = `${JSON.stringify(epoch(1, 1, 3))}\n`;
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 1, max: whole.length - 2}), fc.uuid(), async (length, name) => {
        const path = join(folder, `${name}.jsonl`);
        await appendFile(path, whole + whole.slice(0, length));
        await appendJournal(path, {type: "end", state: "failed"}, now);
        expect((await readJournal(path)).map(({type}) => type)).toEqual(["epoch", "end"]);
      }),
      {numRuns: 25},
    );
  });
});

describe("trainingOf(lines, now)", () => {
  it("tells a finished training: its epochs, the one that was kept, and the seconds they took", () => {
    const lines = [start(0), epoch(1, 1, 60), epoch(2, 2, 50)];
    const end: JournalLine = {type: "end", time: at(2), state: "finished", bestEpoch: 1};
    expect(trainingOf([...lines, end], now)).toMatchObject({
      ...{
        state: "finished",
        isOpen: false,
        bestEpoch: 1,
        seconds: 110,
        sessions: 1,
        started: at(0),
        changed: at(2),
        facts,
      },
      epochs: [record(1), record(2)],
    });
  });
  it("is running while its process is, and interrupted when that is gone, or is another of the same number", () => {
    const lines = (process: StartLine["process"]): JournalLine[] => [start(0, {process}), epoch(1, 1)];
    expect(trainingOf(lines(own), now)).toMatchObject({state: "running", isOpen: true, bestEpoch: 1});
    expect(trainingOf(lines({pid: 2 ** 30, start: ""}), now)).toMatchObject({state: "interrupted", isOpen: true});
    expect(trainingOf(lines({...own, start: "1"}), now).state).toBe(own.start === "" ? "running" : "interrupted");
  });
  it("names the epoch that would be kept by what the training watches", () => {
    const accuracies = [0.2, 0.4, 0.3];
    const epochs = accuracies.map((validationAccuracy, i) => ({...epoch(i + 1, i), validationAccuracy}) as JournalLine);
    const watching = (watch: string): JournalLine => start(0, {options: {epochs: 4, watch}});
    expect(trainingOf([watching("accuracy"), ...epochs], now).bestEpoch).toBe(2);
    expect(trainingOf([watching("loss"), ...epochs], now).bestEpoch).toBe(3);
  });
  it("takes the word of another machine for a day", () => {
    const lines = [start(0, {machine: {...machine, host: "elsewhere"}, process: {pid: 2 ** 30, start: ""}})];
    expect(trainingOf(lines, () => noon + 23 * 3600_000).state).toBe("running");
    expect(trainingOf(lines, () => noon + 25 * 3600_000).state).toBe("interrupted");
  });
  it("adds up the epochs of all sessions of a training that went on, without what was lost", () => {
    const first = [start(0), epoch(1, 1, 10), epoch(2, 2, 20), epoch(3, 3, 30)];
    // The checkpoint of the third epoch was lost with the disk's cache.
    const second: JournalLine[] = [start(30), {type: "resume", time: at(31), epochs: 2}, epoch(3, 32, 40)];
    expect(trainingOf([...first, ...second], now)).toMatchObject({
      ...{sessions: 2, started: at(0), seconds: 70, epochs: [{epoch: 1}, {epoch: 2}, {epoch: 3, seconds: 40}]},
    });
  });
  it("forgets what came before a training that began anew, also its test result", () => {
    const test: JournalLine = {type: "test", time: at(3), accuracy: 0.9};
    const before = [start(0), epoch(1, 1, 10), test];
    expect(trainingOf(before, now).test).toEqual({accuracy: 0.9});
    expect(testOf(before)).toEqual({accuracy: 0.9});
    const after = [...before, start(30), epoch(1, 31, 5)];
    expect(trainingOf(after, now)).toMatchObject({sessions: 1, started: at(30), seconds: 5, epochs: [{epoch: 1}]});
    expect(trainingOf(after, now).test).toBeUndefined();
    expect(testOf(after)).toBeUndefined();
  });
  it("does not know the seconds where a part of them is not known", () => {
    expect(trainingOf([start(0), epoch(1, 1), epoch(2, 2, 9)], now).seconds).toBeUndefined();
  });
});

describe("recordTraining(options, fit)", () => {
  const stateOf = (epochs: number): TrainingState =>
    ({records: Array.from({length: epochs}, (_, i) => record(i + 1))}) as unknown as TrainingState;
  const history = (epochs: number): TrainingHistory => ({
    ...{epochs: stateOf(epochs).records, bestEpoch: epochs, stoppedEarly: false},
  });
  const kept = (from?: number): Checkpoint => ({
    load: async () => (from === undefined ? undefined : stateOf(from)),
    save: async () => undefined,
  });
  /** A training of three epochs that takes ten seconds an epoch, and the journal it leaves. */
  const recorded = async (
    path: string,
    fit: (checkpoint: Checkpoint, tick: () => void) => Promise<TrainingHistory>,
    checkpoint = kept(),
  ) => {
    let time = noon;
    const options = {path, facts, engine: "cpu 4", workers: 2, checkpoint, now: () => time, onLine: undefined};
    const tick = (): void => {
      time += 10_000;
    };
    const outcome = await recordTraining(options, (watched) => fit(watched, tick)).catch((thrown: unknown) => thrown);
    return {outcome, training: trainingOf(await readJournal(path), now)};
  };
  const epochs =
    (from: number, to: number) =>
    async (checkpoint: Checkpoint, tick: () => void): Promise<TrainingHistory> => {
      await checkpoint.load();
      for (let number = from; number <= to; number++) {
        tick();
        await checkpoint.save(stateOf(number));
      }
      return history(to);
    };

  it("writes an epoch as soon as the checkpoint has kept it, with the time it took", async () => {
    const path = join(folder, "live.jsonl");
    const seen: string[] = [];
    const {training} = await recorded(path, async (checkpoint, tick) => {
      const told = await epochs(1, 3)(
        {
          ...checkpoint,
          save: async (state) =>
            checkpoint.save(state).then(async () => void seen.push(trainingOf(await readJournal(path), now).state)),
        },
        tick,
      );
      return told;
    });
    expect(seen).toEqual(["running", "running", "running"]);
    expect(training).toMatchObject({
      state: "finished",
      bestEpoch: 3,
      seconds: 30,
      workers: 2,
      machine: {engine: "cpu 4"},
    });
    expect(training.epochs.map(({seconds}) => seconds)).toEqual([10, 10, 10]);
  });
  it("goes on with the journal of a training that goes on, and writes what a killed process had no time to write", async () => {
    const path = join(folder, "resumed.jsonl");
    const stop = new LookbookError("interrupted", "training dense: interrupted in epoch 2");
    const {outcome, training} = await recorded(path, async (checkpoint, tick) => {
      await epochs(1, 1)(checkpoint, tick);
      throw stop;
    });
    expect(outcome).toBe(stop);
    expect(training).toMatchObject({state: "interrupted", message: stop.message, epochs: [{epoch: 1}]});
    const resumed = await recorded(path, epochs(3, 3), kept(2));
    expect(resumed.training).toMatchObject({
      state: "finished",
      sessions: 2,
      epochs: [{epoch: 1}, {epoch: 2}, {epoch: 3}],
    });
    expect(resumed.training.epochs.map(({seconds}) => seconds)).toEqual([10, undefined, 10]);
  });
  it("writes down at the end what a training without checkpoints did", async () => {
    const {training} = await recorded(join(folder, "plain.jsonl"), async (_, tick) => {
      tick();
      return history(2);
    });
    expect(training).toMatchObject({
      state: "finished",
      seconds: 10,
      epochs: [
        {epoch: 1, seconds: 5},
        {epoch: 2, seconds: 5},
      ],
    });
  });
  it("says why a training failed", async () => {
    const {outcome, training} = await recorded(join(folder, "failed.jsonl"), () =>
      Promise.reject(new Error("no number")),
    );
    expect(outcome).toMatchObject({message: "no number"});
    expect(training).toMatchObject({state: "failed", message: "no number", isOpen: false});
  });
});
