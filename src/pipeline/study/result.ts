import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {readJson, writeAtomic} from "../../core/files.js";
import {canonicalJson} from "../../core/hash.js";
import type {Machine} from "../../core/measurement.js";
import type {RunPlace} from "../artefact/run.js";
import {runFingerprint} from "../artefact/runFingerprint.js";
import {resultFolder} from "../artefact/runRecord.js";
import type {Budget} from "./contender.js";
import type {View} from "./views.js";

/** What one training of a contender came to, as plain data. */
export interface StudyResult {
  /** Name of the contender. */
  readonly contender: string;
  readonly seed: number;
  readonly budget: Budget;
  /** Of the run in `models/runs/<profile>`. */
  readonly run: string;
  /** Folder of the run below `models/runs`. */
  readonly profile: string;
  /** Rebuilds this row. */
  readonly command: string;
  readonly data: StudyData;
  /** Epochs that were trained, and the one, from 1, whose weights were kept. */
  readonly epochs: {readonly trained: number; readonly kept: number};
  /** Of the epoch that was kept; it chose the weights, so it flatters. */
  readonly validation: {readonly loss: number; readonly accuracy: number};
  /** On the test set, one entry a view; the first is the result. */
  readonly test: readonly ViewResult[];
  readonly parameters: number;
  /** Floating-point operations for one picture, a multiplication and an addition as two; where it is known. */
  readonly flops?: number;
  /** Of the weights on disk. */
  readonly bytes: number;
  /** What the training took; null where it is not known. */
  readonly seconds: {readonly wall: number; readonly cpu: number} | null;
  /** Threads that trained. */
  readonly workers: number;
  /** Name and version. */
  readonly engine: string;
  /** Hash of the code that trained. */
  readonly code: string;
  /** Changes when the weights do. */
  readonly weights: string;
  readonly machine: Machine;
  /** ISO 8601, a day. */
  readonly date: string;
}

/** What a training learnt from and was asked about. */
export interface StudyData {
  readonly name: string;
  readonly hash: string;
  /** Pictures. */
  readonly train: number;
  readonly validation: number;
  readonly test: number;
}

/** Answers to the test set in one view. */
export interface ViewResult {
  readonly view: View;
  readonly accuracy: number;
  readonly macroF1: number;
  /** The wrong answers; see `encodeErrors`. */
  readonly errors: string;
}

/** Reads the result of a run; undefined where there is none. */
export async function readResult(run: string, {folder}: RunPlace): Promise<StudyResult | undefined> {
  const read = await readJson(resultPath(run, folder), "result").catch(() => undefined);
  return isResult(read) ? read : undefined;
}

/**
 * Reads the result of the run that lies under its name now.
 * @throws LookbookError `missing-file` where there is none, `bad-data` where it is of other weights, as after a training that was
 * stopped before its test
 */
export async function resultOfRun(run: string, place: RunPlace): Promise<StudyResult> {
  const result = await readResult(run, place);
  if (!result) {
    throw new LookbookError(
      "missing-file",
      `run "${run}" has no result in ${place.folder}; only what \`lookbook train\` trained and tested can be registered`,
    );
  }
  if (result.weights === (await runFingerprint(`run:${run}`, place.folder))) return result;
  throw new LookbookError(
    "bad-data",
    `run "${run}" in ${place.folder} is not the one that was tested on ${result.date}; \`${result.command}\` tests it`,
  );
}

/** Saves the result of a run beside the runs. */
export async function saveResult(result: StudyResult, {folder}: RunPlace): Promise<void> {
  await writeAtomic(resultPath(result.run, folder), `${canonicalJson(result, 2)}\n`);
}

function resultPath(run: string, folder: string): string {
  return join(folder, resultFolder, `${run}.json`);
}

function isResult(value: unknown): value is StudyResult {
  return typeof value === "object" && value !== null && "contender" in value && "test" in value && "weights" in value;
}
