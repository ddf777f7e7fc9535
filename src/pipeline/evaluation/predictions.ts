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
  /** [count, classCount], row-major; each row sums to 1, within {@link sumTolerance}. */
  readonly probabilities: Float32Array;
}

/**
 * Puts the labels of a set and a model's probabilities together. A set without rows and classes without examples are welcome here.
 * @param probabilities [count, classCount], row-major; logits want a softmax first
 * @throws LookbookError `bad-shape` when their sizes differ or there are not 1 to 256 classes, `bad-data` when one is no probability, a row
 *   does not sum to 1 or a label is that of no class
 */
export function predictions({labels, count, classNames, name}: ExampleSet, probabilities: Float32Array): Predictions {
  const classCount = classNames.length;
  if (classCount < 1 || classCount > 256) {
    throw new LookbookError(
      "bad-shape",
      `predictions: expected 1 to 256 classes in the ${name} set, got ${classCount}`,
    );
  }
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
  assertSums(probabilities, classCount, name);
  const stray = labels.findIndex((label) => label >= classCount);
  if (stray >= 0) {
    throw new LookbookError(
      "bad-data",
      `labels: row ${stray} of the ${name} set is of class ${labels[stray]}; expected 0 to ${classCount - 1}`,
    );
  }
  const yPred = Uint8Array.from({length: count}, (_, i) => largest(probabilities, i * classCount, classCount));
  return {classNames, count, yTrue: labels, yPred, probabilities};
}

/** How far the probabilities of a row may sum from 1: room for numbers that were rounded to three digits behind the point. */
export const sumTolerance: number = 0.005;

/** The probability of the answer given, in row `row`. */
export function confidenceAt({probabilities, yPred, classNames}: Predictions, row: number): number {
  return probabilities[row * classNames.length + yPred[row]!]!;
}

function largest(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) if (values[start + k]! > values[start + best]!) best = k;
  return best;
}

function assertSums(probabilities: Float32Array, classCount: number, name: string): void {
  for (let start = 0; start < probabilities.length; start += classCount) {
    let sum = 0;
    for (let k = 0; k < classCount; k++) sum += probabilities[start + k]!;
    if (Math.abs(sum - 1) <= sumTolerance) continue;
    throw new LookbookError(
      "bad-data",
      `probabilities: row ${start / classCount} of the ${name} set sums to ${sum.toPrecision(4)}; expected 1 (logits want a softmax first)`,
    );
  }
}
