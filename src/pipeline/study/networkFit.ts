import {recordTest} from "../artefact/recordTest.js";
import {runFingerprint} from "../artefact/runFingerprint.js";
import {trainOrLoad} from "../artefact/trainOrLoad.js";
import {fitNormaliser} from "../features/normalise.js";
import type {ArchitectureOptions} from "../model/architecture.js";
import type {Model} from "../model/model.js";
import {modelFacts} from "../model/modelFacts.js";
import {predictLogits} from "../model/predict.js";
import {shapeOf} from "../model/shapeOf.js";
import type {Recipe} from "../training/recipes.js";
import {train as fit} from "../training/train.js";
import type {Contender, Fitted, Lesson} from "./contender.js";

/** What a network that learns from raw pictures is made of. */
export interface NetworkFitOptions {
  /** Builds it untrained. */
  readonly build: (options: ArchitectureOptions) => Model;
  readonly recipe: Recipe;
  /** What `build` adds to the architecture's own settings, as plain JSON: it belongs into the options of the run. */
  readonly architecture?: Readonly<Record<string, unknown>>;
}

/** How a network learns that takes raw pictures: scale of the pixels from the training rows, then its recipe. */
export function networkFit({build, recipe, architecture: own}: NetworkFitOptions): Contender["fit"] {
  return async (lesson: Lesson): Promise<Fitted> => {
    const {run, train, validation, epochs, seed, drawing, dataHash, engine, place, workers, progress, onEpoch, signal} =
      lesson;
    const architecture = {...shapeOf(train), normaliser: fitNormaliser(train), seed};
    const {model, history, codeHash} = await trainOrLoad(run, {
      ...place,
      options: {...recipe, epochs, ...drawing, ...(own && {architecture: own})},
      seed,
      dataHash,
      engine,
      build: () => build(architecture),
      fit: (untrained, {checkpoint, ...kept}) =>
        fit(untrained, {
          ...recipe,
          train,
          validation,
          epochs,
          seed,
          workers,
          progress,
          ...(onEpoch && {onEpoch}),
          ...(signal && {signal}),
          ...kept,
          checkpoint: lesson.watch(checkpoint),
        }),
    });
    return {
      history,
      parameterCount: model.parameterCount,
      flops: modelFacts(model).flops,
      bytes: 4 * model.parameterCount,
      code: codeHash ?? "",
      fingerprint: (await runFingerprint(`run:${run}`, place.folder)) ?? "",
      score: (images) => predictLogits(model, images, {progress}),
      noteTest: (test) => recordTest(run, test, place),
      dispose: model.dispose,
    };
  };
}
