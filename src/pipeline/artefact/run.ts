import {copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {diskError, readJson} from "../../core/files.js";
import {canonicalJson} from "../../core/hash.js";
import type {TrainingHistory} from "../training/train.js";
import {modelCodec} from "./modelCodec.js";
import type {TrainedModel} from "./trainedCodec.js";

/** What a training run is made of. */
export interface Run extends TrainedModel {
  /** How it was trained, as plain JSON: epochs, batch size, schedule, ... */
  readonly options: Readonly<Record<string, unknown>>;
  readonly seed: number | string;
  /** Hash of the data it was trained on. */
  readonly dataHash: string;
  /** Name of the engine it was trained on. */
  readonly engine: string;
  /** Hash of the library's code that a trained model depends on; runs of older versions have none. */
  readonly codeHash?: string;
}

/** Where runs live. */
export interface RunPlace {
  /** `models/runs/<profile>`; the run is a folder in it. */
  readonly folder: string;
  /** The chapter that makes the run, for the message when it is missing; defaults to "03-baseline". */
  readonly chapter?: string;
}

/** Options for {@link saveRun}. */
export interface SaveRunOptions extends RunPlace {
  /** The training's journal, where there is one; a copy of it lies beside `run.json` and is no part of the run's fingerprint. */
  readonly journal?: string;
}

/** Saves a run under a name, replacing one of that name: the whole run appears, or nothing changes. */
export async function saveRun(name: string, run: Run, {folder, journal}: SaveRunOptions): Promise<void> {
  const target = join(folder, runName(name));
  const {model, ...record} = run;
  let aside = "";
  try {
    await mkdir(folder, {recursive: true});
    aside = await mkdtemp(join(folder, ".part-"));
    const fresh = join(aside, "fresh");
    await mkdir(fresh);
    await modelCodec().write(fresh, model);
    await writeFile(join(fresh, "run.json"), canonicalJson({format, ...record}, 2));
    if (journal !== undefined && (await exists(journal))) await copyFile(journal, join(fresh, journalName));
    if (await exists(target)) await rename(target, join(aside, "old"));
    await rename(fresh, target);
  } catch (cause) {
    throw diskError("write", target, cause);
  } finally {
    if (aside) await rm(aside, {recursive: true, force: true}).catch(() => undefined);
  }
}

/**
 * Loads a run; its model predicts the same bits as the one that was saved. The caller disposes the model.
 * @throws LookbookError `missing-file` when there is none, `bad-file` or `bad-checksum` when it is damaged, naming the file
 */
export async function loadRun(name: string, {folder, chapter = "03-baseline"}: RunPlace): Promise<Run> {
  const source = join(folder, runName(name));
  if (!(await exists(source))) {
    throw new LookbookError("missing-file", `no run "${name}" in ${folder}; run ${chapter} first`);
  }
  return {...(await readRunRecord(source, chapter)), model: await modelCodec().read(source)};
}

/**
 * Reads what a run was made of, but not its model.
 * @param source the run's folder
 * @param chapter as in {@link RunPlace}
 * @throws LookbookError `missing-file`, `bad-file`
 */
export async function readRunRecord(source: string, chapter = "its chapter"): Promise<Omit<Run, "model">> {
  const path = join(source, "run.json");
  const record = (await readJson(path, "run")) as (Omit<Run, "model"> & {format: string}) | null;
  if (record?.format !== format || !isHistory(record.history)) {
    throw new LookbookError(
      "bad-file",
      `run ${path}: expected format ${format} with a history; delete ${source} and run ${chapter} again`,
    );
  }
  const {format: _, ...rest} = record;
  return rest;
}

const format = "lookbook-run/1";

/** The journal's name in a run's folder. */
export const journalName = "journal.jsonl";

/** Checks that a name can be that of a run, and so of a folder. @throws LookbookError `bad-option` */
export function runName(name: string): string {
  if (/^[A-Za-z0-9][\w.-]*$/.test(name)) return name;
  throw new LookbookError("bad-option", `run name "${name}": expected letters, digits, ".", "_" and "-" only`);
}

function isHistory(value: unknown): value is TrainingHistory {
  return typeof value === "object" && value !== null && "epochs" in value && Array.isArray(value.epochs);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
