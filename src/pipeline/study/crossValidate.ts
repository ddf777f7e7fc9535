import type {Interval} from "../../core/payload.js";
import {type ProgressFactory, silent} from "../../core/progress.js";
import {deviation, wilson} from "../../core/statistics.js";
import type {RunPlace} from "../artefact/run.js";
import type {ImageDataset} from "../dataset/imageSet.js";
import {selectRows} from "../dataset/selectRows.js";
import {stratifiedFolds} from "../dataset/stratifiedFolds.js";
import {stratifiedSplit} from "../dataset/stratifiedSplit.js";
import {subset} from "../dataset/subset.js";
import type {Engine} from "../engine/engine.js";
import {type Predictions, predictions} from "../evaluation/predictions.js";
import {softmax} from "../model/softmax.js";
import {keptEpoch} from "../training/keptEpoch.js";
import type {Budget, BudgetName, Contender} from "./contender.js";
import {runNameOf} from "./runNameOf.js";
import {ladderDrawing} from "./studySplit.js";
import {scoreViews} from "./views.js";

/** Options for {@link crossValidate}. */
export interface CrossValidateOptions {
  readonly contender: Contender;
  /** Its training pictures are divided; its test set is not touched. */
  readonly data: Pick<ImageDataset, "train" | "hash">;
  /** Defaults to 5. */
  readonly folds?: number;
  /** Of every fold's training; the division depends on the ladder's own seed alone, and is the same for all. */
  readonly seed: number;
  /** Chooses the contender's budget. */
  readonly profile: BudgetName;
  /** Other than the profile's. */
  readonly budget?: Partial<Budget>;
  readonly place: RunPlace;
  /** The engine that is open. */
  readonly engine: Engine;
  /** Defaults to 1; it changes no bit. */
  readonly workers?: number;
  readonly progress?: ProgressFactory;
  readonly signal?: AbortSignal;
}

/** What k trainings say of pictures that none of them had seen. */
export interface CrossValidation {
  readonly folds: readonly FoldResult[];
  /**
   * Of all held-out answers together, with Wilson's interval for other pictures. The folds' trainings share most of their pictures, so that
   * the deviation below is no standard error (Y. Bengio, Y. Grandvalet, JMLR 5, 2004).
   */
  readonly accuracy: Interval;
  /** Standard deviation of accuracy from fold to fold. */
  readonly deviation: number;
  /** Each picture answered by the one training that had not seen it, in the order of the rows. */
  readonly outOfFold: Predictions;
}

/** One fold. */
export interface FoldResult {
  /** From 1. */
  readonly fold: number;
  /** Where its run is kept. */
  readonly run: string;
  /** Pictures it learnt from, that chose its epoch, and that were held out. */
  readonly counts: {readonly train: number; readonly validation: number; readonly heldOut: number};
  /** From 1. */
  readonly keptEpoch: number;
  /** On the held-out pictures, which chose nothing. */
  readonly accuracy: number;
}

/**
 * Stratified k-fold cross-validation: as many trainings as folds, each asked about the fold it had not seen. Every fold is a run of its
 * own, so that what is stopped goes on, and what was trained is loaded.
 * @throws LookbookError as `stratifiedFolds`, `train` and `trainOrLoad` do
 */
export async function crossValidate(options: CrossValidateOptions): Promise<CrossValidation> {
  const {contender, data, folds = 5, profile} = options;
  const budget: Budget = {...contender.budgets[profile], ...options.budget};
  const {splitSeed} = ladderDrawing;
  const set = budget.trainLimit === undefined ? data.train : subset(data.train, budget.trainLimit, splitSeed);
  const divided = stratifiedFolds(set, {folds, seed: splitSeed});
  const classCount = set.classNames.length;
  const logits = new Float32Array(set.count * classCount);
  const results: FoldResult[] = [];
  for (const [i, rows] of divided.entries()) {
    const held = new Set(rows);
    const rest = Array.from({length: set.count}, (_, row) => row).filter((row) => !held.has(row));
    const fraction = ladderDrawing.validationFraction;
    const {train, validation} = stratifiedSplit(selectRows(set, rest), {fraction, seed: splitSeed});
    const heldOut = selectRows(set, rows, "held-out");
    const run = `${runNameOf(options)}-fold-${i + 1}-of-${folds}`;
    const drawing = {...ladderDrawing, ...budget, fold: i + 1, folds};
    const fitted = await contender.fit({...lessonOf(options, budget), run, train, validation, drawing});
    try {
      const [scores] = await scoreViews(fitted, heldOut, contender.views.slice(0, 1));
      for (const [j, row] of rows.entries()) {
        logits.set(scores!.subarray(j * classCount, (j + 1) * classCount), row * classCount);
      }
      const {yTrue, yPred} = predictions(heldOut, softmax(scores!, classCount));
      results.push({
        fold: i + 1,
        run,
        counts: {train: train.count, validation: validation.count, heldOut: heldOut.count},
        keptEpoch: keptEpoch(fitted.history).epoch,
        accuracy: hitsOf(yTrue, yPred) / heldOut.count,
      });
    } finally {
      fitted.dispose();
    }
  }
  const outOfFold = predictions(set, softmax(logits, classCount));
  return {
    folds: results,
    accuracy: wilson(hitsOf(outOfFold.yTrue, outOfFold.yPred), set.count),
    deviation: deviation(results.map(({accuracy}) => accuracy)),
    outOfFold,
  };
}

function hitsOf(yTrue: Uint8Array, yPred: Uint8Array): number {
  return yTrue.reduce((hits, truth, i) => hits + Number(truth === yPred[i]), 0);
}

/** What all folds share. */
function lessonOf(
  {data, seed, place, engine, workers = 1, progress = silent, signal}: CrossValidateOptions,
  {epochs}: Budget,
): Omit<Parameters<Contender["fit"]>[0], "run" | "train" | "validation" | "drawing"> {
  return {
    epochs,
    seed,
    dataHash: data.hash,
    engine: engine.name,
    place,
    workers,
    progress,
    signal,
    watch: (checkpoint) => checkpoint,
  };
}
