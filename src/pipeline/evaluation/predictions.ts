import {LookbookError} from "../../core/errors.js";
import type {ExampleSet} from "../dataset/imageSet.js";

/** Truth and answers side by side, row by row. */
export interface Predictions {
  /** One name per class, in the order of the indices. */
  readonly classNames: readonly string[];
  readonly count: number;
  /** [count], class indices. */
  readonly yTrue: Uint8Array;
  /** [count], the class with the largest probability; the lower index on a tie. */
  readonly yPred: Uint8Array;
  /** [count, classCount], row-major; each row sums to 1. */
  readonly probabilities: Float32Array;
}

/**
 * Puts the labels of a set and a model's probabilities together.
 * @param probabilities [count, classCount], row-major
 * @throws LookbookError `bad-shape` when their sizes differ, `bad-data` when one is no number
 */
export function predictions({labels, count, classNames, name}: ExampleSet, probabilities: Float32Array): Predictions {
  const classCount = classNames.length;
  if (probabilities.length !== count * classCount) {
    throw new LookbookError(
      "bad-shape",
      `probabilities: expected ${count} x ${classCount} for the ${name} set, got ${probabilities.length} numbers`,
    );
  }
  const bad = probabilities.findIndex((p) => !(p >= 0 && p <= 1));
  if (bad >= 0) {
    throw new LookbookError(
      "bad-data",
      `probabilities: row ${Math.floor(bad / classCount)} of the ${name} set holds ${probabilities[bad]}; expected 0 to 1`,
    );
  }
  const yPred = Uint8Array.from({length: count}, (_, i) => largest(probabilities, i * classCount, classCount));
  return {classNames, count, yTrue: labels, yPred, probabilities};
}

/** The probability of the answer given, in row `row`. */
export function confidenceAt({probabilities, yPred, classNames}: Predictions, row: number): number {
  return probabilities[row * classNames.length + yPred[row]!]!;
}

function largest(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) if (values[start + k]! > values[start + best]!) best = k;
  return best;
}
