import {LookbookError} from "../../../core/errors.js";
import type {Predictions} from "../predictions.js";
import {confidentThresholds} from "./confidentThresholds.js";

/** Labels against what a model that had not seen them is confident of. */
export interface ConfidentJoint {
  readonly classNames: readonly string[];
  /** [classCount]; see {@link confidentThresholds}. */
  readonly thresholds: Float64Array;
  /** [count], the class that the model is confident of, or -1 where it is confident of none. */
  readonly suggested: Int8Array;
  /** `counts[given][suggested]`, shape [classCount, classCount]; rows without a suggestion are left out. */
  readonly counts: readonly (readonly number[])[];
  /** [classCount], labels of each class, those without a suggestion among them. */
  readonly labels: readonly number[];
}

/**
 * Counts the labels of each class that look like each other class: the class of a picture is believed where its probability reaches the
 * class's threshold; among several, the most probable (the lower index on a tie).
 * Source: Northcutt, Jiang, Chuang, JAIR 70 (2021), equation 1. `cleanlab` takes the most probable class of all where several reach their
 * thresholds, which is another one only where that class does not reach its own.
 * @throws LookbookError `bad-data` where there is no prediction
 */
export function confidentJoint(predictions: Predictions): ConfidentJoint {
  const {classNames, count, yTrue} = predictions;
  if (count === 0) throw new LookbookError("bad-data", "confidentJoint: expected at least one prediction, got none");
  const thresholds = confidentThresholds(predictions);
  const suggested = Int8Array.from({length: count}, (_, row) => confidentClass(predictions, row, thresholds));
  const counts = classNames.map(() => new Array<number>(classNames.length).fill(0));
  const labels = new Array<number>(classNames.length).fill(0);
  for (let row = 0; row < count; row++) {
    labels[yTrue[row]!]!++;
    if (suggested[row]! >= 0) counts[yTrue[row]!]![suggested[row]!]!++;
  }
  return {classNames, thresholds, suggested, counts, labels};
}

/** The most probable class among those that reach their thresholds; -1 where none does. */
export function confidentClass({probabilities}: Predictions, row: number, thresholds: Float64Array): number {
  const start = row * thresholds.length;
  let best = -1;
  for (let k = 0; k < thresholds.length; k++) {
    const probability = probabilities[start + k]!;
    if (probability < thresholds[k]! - slack) continue;
    if (best < 0 || probability > probabilities[start + best]!) best = k;
  }
  return best;
}

/** As in `cleanlab`: where all probabilities are equal, rounding must not push their mean above them. */
const slack = 1e-6;
