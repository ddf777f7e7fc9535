import {join} from "node:path";
import type {Machine} from "../../core/measurement.js";
import {type ProgressFactory, silent} from "../../core/progress.js";
import type {RunPlace} from "../artefact/run.js";
import {resultFolder} from "../artefact/runRecord.js";
import type {ImageDataset, ImageSet} from "../dataset/imageSet.js";
import type {Engine} from "../engine/engine.js";
import {confusion} from "../evaluation/confusion.js";
import {predictions} from "../evaluation/predictions.js";
import {classTallies, macroF1} from "../evaluation/scores.js";
import {softmax} from "../model/softmax.js";
import {keptEpoch} from "../training/keptEpoch.js";
import type {TrainOptions} from "../training/trainOptions.js";
import {encodeErrors} from "./answers.js";
import type {Budget, BudgetName, Contender, Fitted} from "./contender.js";
import {readResult, type StudyResult, saveResult, type ViewResult} from "./result.js";
import {runNameOf, trainCommand} from "./runNameOf.js";
import {type Clock, openStopwatch} from "./stopwatch.js";
import {type Drawing, ladderDrawing, studySplit} from "./studySplit.js";
import {scoreViews, type View} from "./views.js";

/** Options for {@link trainContender}. */
export interface TrainContenderOptions {
  readonly contender: Contender;
  readonly data: ImageDataset;
  readonly seed: number;
  /** Chooses the contender's budget, and is the name of the folder of `place`. */
  readonly profile: BudgetName;
  /** Other than the profile's. */
  readonly budget?: Partial<Budget>;
  /** How the pictures are drawn; defaults to the ladder's way, the same for all contenders and seeds. */
  readonly drawing?: Omit<Drawing, "trainLimit">;
  readonly place: RunPlace;
  /** The engine that is open. */
  readonly engine: Engine;
  /** Defaults to 1; it changes no bit. */
  readonly workers?: number;
  readonly clock: Clock;
  readonly machine: Machine;
  /** ISO 8601, a day. */
  readonly date: string;
  readonly progress?: ProgressFactory;
  /** Told after each epoch how the training stands, for live curves. */
  readonly onEpoch?: TrainOptions["onEpoch"];
  readonly signal?: AbortSignal;
}

/**
 * Trains a contender from one seed and asks it for the classes of the test set, once, when nothing is left to choose. Training and
 * answers are kept: a second call loads them, and a training that was stopped goes on behind its last finished epoch.
 * @throws LookbookError as `train` and `trainOrLoad` do
 */
export async function trainContender(options: TrainContenderOptions): Promise<StudyResult> {
  const {contender, data, seed, profile, place, engine, workers = 1, clock, machine, date} = options;
  const {progress = silent, signal} = options;
  const budget: Budget = {...contender.budgets[profile], ...options.budget};
  const drawing = {...(options.drawing ?? ladderDrawing), ...limitOf(budget)};
  const run = runNameOf(options);
  const {train, validation} = studySplit(data.train, drawing);
  const stopwatch = openStopwatch(join(place.folder, resultFolder, `${run}.time`), clock);
  const known = await readResult(run, place);
  const fitted = await contender.fit({
    run,
    train,
    validation,
    epochs: budget.epochs,
    seed,
    drawing: {...drawing},
    dataHash: data.hash,
    engine: engine.name,
    place,
    workers,
    progress,
    onEpoch: options.onEpoch,
    signal,
    watch: stopwatch.watch,
  });
  // Before the test set is asked, which is no part of the training.
  const seconds = stopwatch.spent() ?? null;
  try {
    if (known?.weights === fitted.fingerprint) {
      await note(known, fitted);
      return known;
    }
    const {epoch, ...chosen} = keptEpoch(fitted.history);
    const result: StudyResult = {
      contender: contender.name,
      seed,
      budget,
      run,
      profile,
      command: trainCommand(options),
      data: {
        name: data.name,
        hash: data.hash,
        train: train.count,
        validation: validation.count,
        test: data.test.count,
      },
      epochs: {trained: fitted.history.epochs.length, kept: epoch},
      validation: chosen,
      test: await ask(fitted, data.test, contender.views),
      parameters: fitted.parameterCount,
      ...(fitted.flops !== undefined && {flops: fitted.flops}),
      bytes: fitted.bytes,
      seconds,
      workers,
      engine: `${engine.name} ${engine.version}`,
      code: fitted.code,
      weights: fitted.fingerprint,
      machine,
      date,
    };
    await saveResult(result, place);
    await note(result, fitted);
    await stopwatch.clear();
    return result;
  } finally {
    fitted.dispose();
  }
}

function limitOf({trainLimit}: Budget): Pick<Budget, "trainLimit"> {
  return trainLimit === undefined ? {} : {trainLimit};
}

/** A run is replaced as a whole whenever it is asked for, and what was noted beside it, too. */
async function note({test: [first], data}: StudyResult, fitted: Fitted): Promise<void> {
  const {accuracy, macroF1: f1} = first!;
  await fitted.noteTest({accuracy, macroF1: f1, count: data.test});
}

async function ask(fitted: Fitted, test: ImageSet, views: readonly View[]): Promise<ViewResult[]> {
  const logits = await scoreViews(fitted, test, views);
  return views.map((view, i) => {
    const {yTrue, yPred, classNames} = predictions(test, softmax(logits[i]!, test.classNames.length));
    const matrix = confusion(yTrue, yPred, classNames.length);
    const tallies = classTallies(matrix);
    const hits = tallies.reduce((sum, tally) => sum + tally.hits, 0);
    return {view, accuracy: hits / test.count, macroF1: macroF1(tallies), errors: encodeErrors(yTrue, yPred)};
  });
}
