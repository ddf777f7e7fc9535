import {readdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {hashCode} from "../../core/code.js";
import {libraryRoot, packageVersion} from "../../core/paths.js";
import {step} from "../../core/step.js";
import {currentEngine} from "../engine/openEngine.js";
import type {Model} from "../model/model.js";
import type {Checkpoint} from "../training/checkpoint.js";
import type {TrainingHistory} from "../training/train.js";
import {checkpointFile} from "./checkpointFile.js";
import {journalPath, type WallClock, wallClock} from "./journal.js";
import type {Mirror} from "./mlflow/mirror.js";
import {mirrorFor} from "./mlflow/mirrorFor.js";
import {recordTraining} from "./recordTraining.js";
import {type Run, type RunPlace, saveRun} from "./run.js";
import {runKey} from "./runKey.js";
import {runName} from "./runRecord.js";
import {trainedCodec} from "./trainedCodec.js";

/** Options for {@link trainOrLoad}. */
export interface TrainOrLoadOptions extends RunPlace, Pick<Run, "options" | "seed" | "dataHash" | "engine"> {
  /** Builds the untrained model. */
  readonly build: () => Model;
  /** Trains it in place; `kept` belongs into the options of `train`, so that a training that was stopped goes on. */
  readonly fit: (model: Model, kept: Kept) => Promise<TrainingHistory>;
  /** False trains anew; defaults to whether the environment's `LOOKBOOK_NO_CACHE` is unset, as `build --no-cache` sets it. */
  readonly reuse?: boolean;
  /** For the journal alone; defaults to the machine's clock. */
  readonly now?: WallClock;
}

/** Options of `train` that {@link trainOrLoad} brings along. */
export interface Kept {
  /** After each epoch the training is kept beside the runs until the run is saved. */
  readonly checkpoint: Checkpoint;
}

/**
 * Trains a model once: a second call with the same options, seed, data, engine and library code loads it; after a training that was
 * stopped or died it goes on behind the last finished epoch. In either case the run lies afterwards under its name, where `loadRun`
 * finds it. The caller disposes the model.
 *
 * `options` must hold all that `build` and `fit` depend on, apart from seed, data and engine; `workers`, on which no bit depends, has
 * no part in it, and is only noted in the journal. The journal (`lookbook runs`) tells of the training while it runs, and so does an
 * MLflow server, where `MLFLOW_TRACKING_URI` names one; whether that answers makes no difference to the training.
 */
export async function trainOrLoad(name: string, options: TrainOrLoadOptions): Promise<Run> {
  const {folder, build, fit, seed, dataHash, engine, now = wallClock} = options;
  const {workers, ...recipe} = options.options;
  const {reuse = process.env["LOOKBOOK_NO_CACHE"] === undefined} = options;
  const checkpoints = join(folder, ".checkpoints", runName(name));
  const inputs = {options: recipe, seed, dataHash, engine};
  const codeHash = hashCode(code, codeRoot);
  const key = runKey(inputs, codeHash);
  const journal = journalPath(folder, name, key);
  const library = packageVersion("lookbook", libraryRoot()) ?? "unknown";
  const threads = typeof workers === "number" ? workers : undefined;
  let mirror: Mirror | undefined;
  const trained = await step(
    name,
    {store: {folder: join(folder, ".steps"), codeRoot, reuse}, inputs, code, codec: trainedCodec()},
    async () => {
      const checkpoint = await openCheckpoint(checkpoints, key, reuse);
      const model = build();
      const {name: architecture, parameterCount} = model;
      const facts = {model: architecture, parameterCount, ...inputs, codeHash, library};
      mirror = mirrorFor(name, {folder, journal, now});
      const record = {
        ...{path: journal, facts, engine: engineInWords(engine), workers: threads, checkpoint, now},
        onLine: mirror?.nudge,
      };
      try {
        return {model, history: await recordTraining(record, (watched) => fit(model, {checkpoint: watched}))};
      } catch (thrown) {
        await mirror?.close();
        model.dispose();
        throw thrown;
      }
    },
  );
  const run: Run = {...trained, ...inputs, codeHash};
  await saveRun(name, run, {folder, journal});
  await rm(checkpoints, {recursive: true, force: true});
  await mirror?.close(join(folder, name));
  return run;
}

function engineInWords(name: string): string {
  const engine = currentEngine();
  return engine ? `${engine.name} ${engine.version}, ${engine.description}` : name;
}

/** The compiled library. */
const codeRoot = join(libraryRoot(), "dist");

/** What a trained model depends on. */
const code = ["pipeline/features", "pipeline/model", "pipeline/training", "pipeline/engine"];

/**
 * A checkpoint of other options is of no more use than the run of that name will be; it would lie there for ever.
 * @param folder of all checkpoints of one run
 */
async function openCheckpoint(folder: string, key: string, reuse: boolean): Promise<Checkpoint> {
  const names = await readdir(folder).catch(() => []);
  const useless = names.filter((name) => !reuse || name !== key);
  await Promise.all(useless.map((name) => rm(join(folder, name), {force: true})));
  return checkpointFile(join(folder, key));
}
