import {readdir} from "node:fs/promises";
import {basename, join} from "node:path";
import {messageOf} from "../../core/errors.js";
import {readJson} from "../../core/files.js";
import {folderSize} from "../../core/folderSize.js";
import {isRecord} from "../../core/isRecord.js";
import type {EpochRecord} from "../training/history.js";
import {
  journalFolder,
  readJournal,
  type TestScore,
  type TrainingFacts,
  type TrainingMachine,
  type WallClock,
} from "./journal.js";
import {runKey} from "./runKey.js";
import {journalName, readRunRecord} from "./runRecord.js";
import {type Training, type TrainingState, trainingOf} from "./training.js";

/** A training as `lookbook runs` shows it: one that was saved under its name, or one that runs, or came to no end. */
export interface TrackedRun extends Partial<TrainingFacts> {
  readonly profile: string;
  readonly name: string;
  /** `damaged`: what lies there cannot be read, and `message` says why. */
  readonly state: TrainingState | "damaged";
  readonly message?: string;
  /** Whether `loadRun` finds it. */
  readonly isSaved: boolean;
  /** Of its options, seed, data, engine and code; runs of older versions have none. */
  readonly key?: string;
  readonly epochs: readonly (EpochRecord & {readonly seconds?: number})[];
  /** The epoch whose weights were kept; before the end, the best so far. From 1. */
  readonly bestEpoch?: number;
  readonly test?: TestScore;
  /** Of the saved files. */
  readonly bytes?: number;
  /** ISO 8601. */
  readonly started?: string;
  readonly seconds?: number;
  readonly sessions?: number;
  readonly workers?: number;
  readonly machine?: TrainingMachine;
  readonly notices: readonly string[];
  /** Where its journal is, if it has one. */
  readonly journal?: string;
}

/** Options for {@link listRuns}. */
export interface ListRunsOptions {
  readonly now: WallClock;
  /**
   * True lists earlier trainings, too: with other options, data or code than the run that has their name now. Defaults to false: the
   * saved run of each name, and what was begun after it and is not finished.
   */
  readonly all?: boolean;
}

/**
 * The runs of all profiles, sorted by profile and name, a run before the trainings that would replace it.
 * @param folder `models/runs`; where there is none there are no runs
 */
export async function listRuns(folder: string, {now, all = false}: ListRunsOptions): Promise<TrackedRun[]> {
  const profiles = await foldersIn(folder);
  const found = await Promise.all(profiles.map((profile) => runsOf(join(folder, profile), now)));
  return found.flat().filter((run, _, runs) => all || isCurrent(run, runs));
}

/** Whether a training is the last word on its name, or may become it. */
function isCurrent(run: TrackedRun, runs: readonly TrackedRun[]): boolean {
  if (run.isSaved) return true;
  if (run.state === "finished") return false;
  const namesakes = runs.filter(({profile, name}) => profile === run.profile && name === run.name);
  return namesakes.every((other) => other === run || (other.started ?? "") <= (run.started ?? ""));
}

async function runsOf(folder: string, now: WallClock): Promise<TrackedRun[]> {
  const saved = await foldersIn(folder);
  const journalled = await foldersIn(join(folder, journalFolder));
  const names = [...new Set([...saved, ...journalled])].sort();
  const runs = await Promise.all(
    names.map(async (name) => {
      const run = saved.includes(name) ? [await savedRun(folder, name, now)] : [];
      const others = journalled.includes(name) ? await trainingsOf(folder, name, now) : [];
      return [...run, ...others.filter(({key, state}) => state !== "finished" || key !== run[0]?.key)];
    }),
  );
  return runs.flat();
}

async function savedRun(folder: string, name: string, now: WallClock): Promise<TrackedRun> {
  const place = join(folder, name);
  const base = {profile: basename(folder), name, isSaved: true};
  try {
    const {options, seed, dataHash, engine, codeHash, history} = await readRunRecord(place);
    const {facts, epochs, test, state: _, ...told} = await journalOf(join(place, journalName), now);
    const {model, parameterCount} = await readManifest(place);
    const {bestEpoch} = history;
    const inputs = {options, seed, dataHash, engine};
    const timed = history.epochs.map((record, i) => ({...record, ...secondsOf(epochs[i])}));
    return {
      ...{...told, ...facts, ...inputs, ...base, model, parameterCount, bestEpoch, epochs: timed, state: "finished"},
      ...(codeHash !== undefined && {codeHash, key: runKey(inputs, codeHash)}),
      ...(test && {test}),
      bytes: await folderSize(place),
    };
  } catch (thrown) {
    return {...base, state: "damaged", message: messageOf(thrown), epochs: [], notices: []};
  }
}

async function trainingsOf(folder: string, name: string, now: WallClock): Promise<TrackedRun[]> {
  const place = join(folder, journalFolder, name);
  const files = (await readdir(place).catch(() => [])).filter((file) => file.endsWith(".jsonl")).sort();
  return Promise.all(
    files.map(async (file) => {
      const {facts, ...told} = await journalOf(join(place, file), now);
      return {...told, ...facts, profile: basename(folder), name, isSaved: false, key: basename(file, ".jsonl")};
    }),
  );
}

type Told = Omit<Training, "isOpen" | "changed" | "process"> & {readonly journal?: string};

async function journalOf(path: string, now: WallClock): Promise<Told> {
  const lines = await readJournal(path);
  const {isOpen: _, changed: __, process: ___, ...told} = trainingOf(lines, now);
  return lines.length > 0 ? {...told, journal: path} : {epochs: [], sessions: 0, notices: [], state: told.state};
}

function secondsOf(record: {readonly seconds?: number} | undefined): {readonly seconds?: number} {
  return record?.seconds === undefined ? {} : {seconds: record.seconds};
}

/** A model's name and size, as its manifest says. */
async function readManifest(place: string): Promise<Required<Pick<TrackedRun, "model" | "parameterCount">>> {
  const manifest = await readJson(join(place, "manifest.json"), "model manifest");
  const {name, parameterCount} = isRecord(manifest) ? manifest : {};
  return {model: String(name), parameterCount: Number(parameterCount)};
}

/** Folders that are not hidden, sorted. */
async function foldersIn(place: string): Promise<string[]> {
  const entries = await readdir(place, {withFileTypes: true}).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .map(({name}) => name)
    .sort();
}
