import {LookbookError} from "../../core/errors.js";
import type {Interval} from "../../core/payload.js";
import {seeded} from "../../core/random.js";
import {wilson} from "../../core/statistics.js";
import {bootstrapF1} from "./bootstrapF1.js";
import {confusion} from "./confusion.js";
import type {Predictions} from "./predictions.js";
import {classTallies} from "./scores.js";

/** Figures of one class, each with its interval. */
export interface ClassMetrics {
  readonly name: string;
  /** Pictures of the class. */
  readonly support: number;
  /** Of those called this class, the share that is; 0 where none was called so. */
  readonly precision: Interval;
  /** Of those of this class, the share that was recognised. */
  readonly recall: Interval;
  readonly f1: Interval;
}

/** What a model's answers are worth. */
export interface Evaluation {
  readonly count: number;
  readonly accuracy: Interval;
  /** Unweighted mean of the classes' F1. */
  readonly macroF1: Interval;
  readonly perClass: readonly ClassMetrics[];
  /** [classCount, classCount]; rows are truth, columns prediction. */
  readonly confusion: readonly (readonly number[])[];
}

/** Options for {@link evaluate}. */
export interface EvaluateOptions {
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
  /** Confidence of all intervals; defaults to 0.95. */
  readonly level?: 0.9 | 0.95 | 0.99;
}

/**
 * Accuracy, precision, recall, F1 and the confusion matrix. Shares get Wilson's interval, F1 gets a seeded bootstrap's.
 * @throws LookbookError `bad-data` when there is no row
 */
export function evaluate(
  predictions: Predictions,
  {seed = 0, rounds = 1000, level = 0.95}: EvaluateOptions = {},
): Evaluation {
  const {yTrue, yPred, count, classNames} = predictions;
  if (count === 0) throw new LookbookError("bad-data", "evaluate: expected at least one prediction, got none");
  const matrix = confusion(yTrue, yPred, classNames.length);
  const counts = classTallies(matrix);
  const f1 = bootstrapF1(predictions, {random: seeded(seed).fork("bootstrap"), rounds, level});
  const share = (hits: number, all: number): Interval => {
    const interval = wilson(hits, all, level);
    return all === 0 ? {...interval, value: 0} : interval;
  };
  return {
    count,
    accuracy: share(
      counts.reduce((sum, {hits}) => sum + hits, 0),
      count,
    ),
    macroF1: f1.macro,
    perClass: counts.map(({hits, support, predicted}, k) => ({
      name: classNames[k]!,
      support,
      precision: share(hits, predicted),
      recall: share(hits, support),
      f1: f1.perClass[k]!,
    })),
    confusion: matrix,
  };
}
