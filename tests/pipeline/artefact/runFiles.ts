import {mkdirSync, writeFileSync} from "node:fs";
import {hostname} from "node:os";
import {join} from "node:path";
import {appendJournal, type JournalEvent, journalPath} from "../../../src/pipeline/artefact/journal.js";
import {runKey} from "../../../src/pipeline/artefact/runKey.js";

/** What distinguishes a run that a test writes. */
export interface Written {
  readonly options?: Readonly<Record<string, unknown>>;
  readonly seed?: number;
  readonly codeHash?: string;
  /** Accuracies on the validation set, one an epoch. */
  readonly accuracies?: readonly number[];
  /** When the journal's training began, in minutes after noon; undefined writes no journal, as older versions did. */
  readonly started?: number;
}

/** A run's folder as `saveRun` leaves it, but for the model itself. */
export function writeRun(folder: string, name: string, written: Written = {}): void {
  const {accuracies = [0.5, 0.75, 0.7], codeHash} = written;
  const place = join(folder, name);
  mkdirSync(place, {recursive: true});
  const epochs = accuracies.map(record);
  const bestEpoch = 1 + accuracies.indexOf(Math.max(...accuracies));
  const history = {epochs, bestEpoch, stoppedEarly: false};
  const run = {format: "lookbook-run/1", ...inputsOf(written), ...(codeHash && {codeHash}), history};
  writeFileSync(join(place, "run.json"), JSON.stringify(run));
  writeFileSync(join(place, "manifest.json"), JSON.stringify({name: "dense", parameterCount: 12_345}));
}

/** A journal of a training with one line a minute; `end` is its last. */
export async function writeJournal(
  path: string,
  written: Written & {readonly end?: JournalEvent; readonly pid?: number},
): Promise<void> {
  const {accuracies = [0.5, 0.75, 0.7], started = 0, codeHash = "code", end, pid = 2 ** 30} = written;
  let minute = started;
  const now = (): number => noon + 60_000 * minute++;
  const start: JournalEvent = {
    ...{type: "start", format: "lookbook-journal/1", model: "dense", parameterCount: 12_345, ...inputsOf(written)},
    ...{codeHash, library: "0.1.0", workers: 2, process: {pid, start: ""}},
    machine: {
      ...{processor: "abacus", cores: 2, memory: 1, system: "none"},
      ...{host: hostname(), node: "v20", engine: "cpu 4, beads"},
    },
  };
  const epochs = accuracies.map((accuracy, i): JournalEvent => ({type: "epoch", ...record(accuracy, i), seconds: 60}));
  for (const event of [start, ...epochs, ...(end ? [end] : [])]) await appendJournal(path, event, now);
}

/** Where the journal of a run is that {@link writeRun} wrote. */
export function journalOf(folder: string, name: string, written: Written): string {
  return journalPath(folder, name, runKey(inputsOf(written), written.codeHash ?? "code"));
}

export const noon: number = Date.UTC(2026, 10, 21, 12);

function inputsOf({options = {epochs: 3}, seed = 7}: Written) {
  return {options, seed, dataHash: "da7a".repeat(16), engine: "cpu"};
}

function record(accuracy: number, i: number) {
  return {
    ...{epoch: i + 1, learningRate: 0.01, trainLoss: 1 - accuracy / 2, trainAccuracy: accuracy},
    ...{validationLoss: 1 - accuracy, validationAccuracy: accuracy},
  };
}
