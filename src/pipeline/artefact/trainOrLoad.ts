import {readdir, rm} from "node:fs/promises";
import {join} from "node:path";
import {hashCode} from "../../core/code.js";
import {hashOf} from "../../core/hash.js";
import {libraryRoot} from "../../core/paths.js";
import {step} from "../../core/step.js";
import type {Model} from "../model/model.js";
import type {Checkpoint} from "../training/checkpoint.js";
import type {TrainingHistory} from "../training/train.js";
import {checkpointFile} from "./checkpointFile.js";
import {type Run, type RunPlace, runName, saveRun} from "./run.js";
import {trainedCodec} from "./trainedCodec.js";

/** Options for {@link trainOrLoad}. */
export interface TrainOrLoadOptions extends RunPlace, Pick<Run, "options" | "seed" | "dataHash" | "engine"> {
  /** Builds the untrained model. */
  readonly build: () => Model;
  /** Trains it in place; `kept` belongs into the options of `train`, so that a training that was stopped goes on. */
  readonly fit: (model: Model, kept: Kept) => Promise<TrainingHistory>;
  /** False trains anew; defaults to whether the environment's `LOOKBOOK_NO_CACHE` is unset, as `build --no-cache` sets it. */
  readonly reuse?: boolean;
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
 * no part in it.
 */
export async function trainOrLoad(name: string, options: TrainOrLoadOptions): Promise<Run> {
  const {folder, build, fit, seed, dataHash, engine} = options;
  const {workers: _, ...recipe} = options.options;
  const {reuse = process.env["LOOKBOOK_NO_CACHE"] === undefined} = options;
  const checkpoints = join(folder, ".checkpoints", runName(name));
  const inputs = {options: recipe, seed, dataHash, engine};
  const key = hashOf([inputs, hashCode(code, codeRoot)]).slice(0, 16);
  const trained = await step(
    name,
    {store: {folder: join(folder, ".steps"), codeRoot, reuse}, inputs, code, codec: trainedCodec()},
    async () => {
      const checkpoint = await openCheckpoint(checkpoints, key, reuse);
      const model = build();
      try {
        return {model, history: await fit(model, {checkpoint})};
      } catch (thrown) {
        model.dispose();
        throw thrown;
      }
    },
  );
  const run: Run = {...trained, ...inputs};
  await saveRun(name, run, {folder});
  await rm(checkpoints, {recursive: true, force: true});
  return run;
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
