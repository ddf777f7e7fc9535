import {copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile} from "node:fs/promises";
import {join} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {diskError} from "../../core/files.js";
import {canonicalJson} from "../../core/hash.js";
import {readJournal, type TestScore} from "./journal.js";
import {modelCodec} from "./modelCodec.js";
import {journalName, type RunRecord, readRunRecord, runFormat, runName} from "./runRecord.js";
import type {TrainedModel} from "./trainedCodec.js";
import {testOf} from "./training.js";

/** What a training run is made of. */
export interface Run extends TrainedModel, RunRecord {
  /** What `recordTest` noted; only of a run that was loaded. */
  readonly test?: TestScore;
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
  const {model, test: _, ...record} = run;
  let aside = "";
  try {
    await mkdir(folder, {recursive: true});
    aside = await mkdtemp(join(folder, ".part-"));
    const fresh = join(aside, "fresh");
    await mkdir(fresh);
    await modelCodec().write(fresh, model);
    await writeFile(join(fresh, "run.json"), canonicalJson({format: runFormat, ...record}, 2));
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
  const record = await readRunRecord(source, chapter);
  const test = testOf(await readJournal(join(source, journalName)));
  return {...record, ...(test && {test}), model: await modelCodec().read(source)};
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
