import {join} from "node:path";
import {libraryRoot} from "../../core/paths.js";
import {step} from "../../core/step.js";
import type {Model} from "../model/model.js";
import type {TrainingHistory} from "../training/train.js";
import {type Run, type RunPlace, saveRun} from "./run.js";
import {trainedCodec} from "./trainedCodec.js";

/** Options for {@link trainOrLoad}. */
export interface TrainOrLoadOptions extends RunPlace, Pick<Run, "options" | "seed" | "dataHash" | "engine"> {
  /** Builds the untrained model. */
  readonly build: () => Model;
  /** Trains it in place. */
  readonly fit: (model: Model) => Promise<TrainingHistory>;
  /** False trains anew; defaults to whether the environment's `LOOKBOOK_NO_CACHE` is unset, as `build --no-cache` sets it. */
  readonly reuse?: boolean;
}

/**
 * Trains a model once: a second call with the same options, seed, data, engine and library code loads it.
 * In either case the run lies afterwards under its name, where `loadRun` finds it. The caller disposes the model.
 *
 * `options` must hold all that `build` and `fit` depend on, apart from seed, data and engine.
 */
export async function trainOrLoad(name: string, options: TrainOrLoadOptions): Promise<Run> {
  const {folder, build, fit, options: recipe, seed, dataHash, engine} = options;
  const {reuse = process.env["LOOKBOOK_NO_CACHE"] === undefined} = options;
  const trained = await step(
    name,
    {
      store: {folder: join(folder, ".steps"), codeRoot, reuse},
      inputs: {options: recipe, seed, dataHash, engine},
      code: ["pipeline/features", "pipeline/model", "pipeline/training", "pipeline/engine"],
      codec: trainedCodec(),
    },
    async () => {
      const model = build();
      try {
        return {model, history: await fit(model)};
      } catch (thrown) {
        model.dispose();
        throw thrown;
      }
    },
  );
  const run: Run = {...trained, options: recipe, seed, dataHash, engine};
  await saveRun(name, run, {folder});
  return run;
}

/** The compiled library. */
const codeRoot = join(libraryRoot(), "dist");
