import {copyFileSync, existsSync, mkdirSync, writeFileSync} from "node:fs";
import {readdir} from "node:fs/promises";
import {join} from "node:path";
import {describe, expect, it} from "vitest";
import {appendJournal, journalPath, readJournal} from "../../../src/pipeline/artefact/journal.js";
import {listRuns, type TrackedRun} from "../../../src/pipeline/artefact/listRuns.js";
import {noteInterrupted} from "../../../src/pipeline/artefact/noteInterrupted.js";
import {recordTest} from "../../../src/pipeline/artefact/recordTest.js";
import {removeRun} from "../../../src/pipeline/artefact/removeRun.js";
import {runFingerprint} from "../../../src/pipeline/artefact/runFingerprint.js";
import {trainingOf} from "../../../src/pipeline/artefact/training.js";
import {temporaryFolder} from "../../temporaryFolder.js";
import {journalOf, noon, type Written, writeJournal, writeRun} from "./runFiles.js";

const now = (): number => noon + 3600_000;
const list = (folder: string, all = false): Promise<TrackedRun[]> => listRuns(folder, {now, all});
const titles = (runs: readonly TrackedRun[]): string[] =>
  runs.map(({profile, name, state}) => `${profile}/${name} ${state}`);

/** A saved run with its journal, as `trainOrLoad` leaves both. */
async function writeTracked(folder: string, name: string, written: Written): Promise<string> {
  const whole = {codeHash: "code", ...written};
  const journal = journalOf(folder, name, whole);
  writeRun(folder, name, whole);
  await writeJournal(journal, {...whole, end: {type: "end", state: "finished", bestEpoch: 2}});
  copyFileSync(journal, join(folder, name, "journal.jsonl"));
  return journal;
}

describe("listRuns(folder, options)", () => {
  it("finds none where there are none", async () => {
    expect(await list(join(temporaryFolder("runs"), "none"))).toEqual([]);
  });
  it("tells of runs that older versions left, which have no journal", async () => {
    const folder = temporaryFolder("runs");
    writeRun(join(folder, "quick"), "old");
    const [run] = await list(folder);
    expect(run).toMatchObject({
      ...{profile: "quick", name: "old", state: "finished", isSaved: true, model: "dense", parameterCount: 12_345},
      ...{bestEpoch: 2, seed: 7, options: {epochs: 3}, epochs: [{epoch: 1}, {epoch: 2}, {epoch: 3}]},
    });
    expect(run!.bytes).toBeGreaterThan(100);
    expect(run).not.toHaveProperty("seconds");
    expect(run).not.toHaveProperty("journal");
  });
  it("adds what the journal tells: when, how long, on what, with which code", async () => {
    const folder = temporaryFolder("runs");
    await writeTracked(join(folder, "quick"), "new", {started: 5});
    const runs = await list(folder);
    expect(titles(runs)).toEqual(["quick/new finished"]);
    expect(runs[0]).toMatchObject({
      ...{started: "2026-11-21T12:05:00.000Z", seconds: 180, workers: 2, codeHash: "code", library: "0.1.0"},
      ...{machine: {processor: "abacus", engine: "cpu 4, beads"}, engine: "cpu", sessions: 1},
    });
  });
  it("shows, beside a saved run, what was begun after it; all else only when asked", async () => {
    const folder = temporaryFolder("runs");
    const quick = join(folder, "quick");
    const begin = (seed: number, started: number, pid?: number): Promise<void> =>
      writeJournal(journalOf(quick, "net", {seed}), {seed, started, accuracies: [0.5], ...(pid && {pid})});
    await begin(1, 0);
    await writeTracked(quick, "net", {seed: 2, started: 10});
    await begin(3, 20);
    await begin(4, 30, process.pid);
    await writeJournal(journalOf(quick, "net", {seed: 5}), {
      seed: 5,
      started: 5,
      end: {type: "end", state: "finished"},
    });
    const seeds = async (all: boolean): Promise<string[]> =>
      (await list(folder, all)).map(({seed, state}) => `${seed} ${state}`).sort();
    // The test's own process has a start that the journal does not know.
    const last = existsSync("/proc/self/stat") ? "4 interrupted" : "4 running";
    expect(await seeds(false)).toEqual(["2 finished", last]);
    expect(await seeds(true)).toEqual(["1 interrupted", "2 finished", "3 interrupted", last, "5 finished"]);
  });
  it("shows what is damaged, with the reason, and everything else all the same", async () => {
    const folder = temporaryFolder("runs");
    writeRun(join(folder, "full"), "good");
    mkdirSync(join(folder, "full", "bad"));
    writeFileSync(join(folder, "full", "bad", "run.json"), "{");
    const runs = await list(folder);
    expect(titles(runs)).toEqual(["full/bad damaged", "full/good finished"]);
    expect(runs[0]!.message).toContain(`run ${join(folder, "full", "bad", "run.json")} is not JSON`);
  });
});

describe("recordTest(name, test, options)", () => {
  const test = {accuracy: 0.91, macroF1: 0.9, count: 10_000};
  it("notes it for good, once, and leaves the run's fingerprint as it is", async () => {
    const folder = temporaryFolder("runs");
    const quick = join(folder, "quick");
    const journal = await writeTracked(quick, "net", {});
    const before = await runFingerprint("run:net", quick);
    for (let time = 0; time < 2; time++) await recordTest("net", test, {folder: quick, now});
    expect(await runFingerprint("run:net", quick)).toBe(before);
    expect((await list(folder))[0]!.test).toEqual(test);
    for (const path of [journal, join(quick, "net", "journal.jsonl")]) {
      expect((await readJournal(path)).filter(({type}) => type === "test")).toHaveLength(1);
    }
  });
  it("notes it of a run that has no journal", async () => {
    const folder = temporaryFolder("runs");
    writeRun(join(folder, "quick"), "old");
    await recordTest("old", test, {folder: join(folder, "quick"), now});
    expect((await list(folder))[0]).toMatchObject({state: "finished", model: "dense", test});
  });
  it("says that there is no such run", async () => {
    await expect(recordTest("net", test, {folder: "nowhere"})).rejects.toMatchObject({code: "missing-file"});
  });
});

describe("noteInterrupted(folder, now)", () => {
  it("writes the end of trainings whose process is gone, once, and of no others", async () => {
    const folder = temporaryFolder("runs");
    const quick = join(folder, "quick");
    const dead = journalPath(quick, "dead", "a");
    await writeJournal(dead, {accuracies: [0.5]});
    await writeTracked(quick, "done", {});
    expect(await noteInterrupted(folder, now)).toEqual(["quick/dead"]);
    expect((await readJournal(dead)).at(-1)).toMatchObject({type: "end", state: "interrupted"});
    expect(trainingOf(await readJournal(dead), now)).toMatchObject({isOpen: false, epochs: [{epoch: 1}]});
    expect(await noteInterrupted(folder, now)).toEqual([]);
    expect(await noteInterrupted(join(folder, "none"), now)).toEqual([]);
  });
});

describe("removeRun(name, folder)", () => {
  it("removes the run and all that was kept to make it, and nothing of its namesakes", async () => {
    const quick = join(temporaryFolder("runs"), "quick");
    for (const name of ["net", "net-2"]) {
      await writeTracked(quick, name, {});
      mkdirSync(join(quick, ".steps", `${name}-0123456789abcdef`), {recursive: true});
      writeFileSync(join(quick, ".steps", `${name}.last.json`), "{}");
      mkdirSync(join(quick, ".checkpoints", name), {recursive: true});
      mkdirSync(join(quick, ".results"), {recursive: true});
      for (const ending of ["json", "time"]) writeFileSync(join(quick, ".results", `${name}.${ending}`), "{}");
      await appendJournal(journalPath(quick, name, "b"), {type: "notice", text: "n"}, now);
    }
    expect(await removeRun("net", quick)).toBeGreaterThan(100);
    const left = (await readdir(quick, {recursive: true})).filter((path) => /net(?!-2)/.test(path));
    expect(left).toEqual([]);
    expect(await readdir(join(quick, ".steps"))).toEqual(["net-2-0123456789abcdef", "net-2.last.json"]);
    expect(existsSync(join(quick, "net-2", "run.json"))).toBe(true);
  });
});
