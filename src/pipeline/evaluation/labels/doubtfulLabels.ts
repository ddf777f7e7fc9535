import type {Predictions} from "../predictions.js";
import {calibratedJoint, roundedRow} from "./calibratedJoint.js";
import {type ConfidentJoint, confidentJoint} from "./confidentJoint.js";
import {type LabelScore, labelQuality} from "./labelQuality.js";

/** A label that a model which had not seen it contradicts. */
export interface DoubtfulLabel {
  /** Row in the set. */
  readonly row: number;
  /** Class index and name of the label. */
  readonly given: number;
  readonly givenName: string;
  /** Class index and name of what the model answers instead. */
  readonly suggested: number;
  readonly suggestedName: string;
  /** See `labelQuality`; the lower, the more doubtful. */
  readonly quality: number;
}

/** Options for {@link doubtfulLabels}. */
export interface DoubtfulLabelsOptions {
  /**
   * Which labels are in doubt:
   * - `confident-joint` (default): those off the diagonal of the confident joint, so the model is confident of another class;
   * - `noise-rate`: of each pair of given and true class as many as the calibrated joint expects, those of the largest margin first
   *   ("prune by noise rate"). It finds more, since it scales to labels that the model is confident about in neither way.
   */
  readonly by?: "confident-joint" | "noise-rate";
  /** Orders them, most doubtful first; defaults to `self-confidence`. */
  readonly score?: LabelScore;
}

/**
 * The labels that are likely to be wrong, most doubtful first. A label that the model itself finds the likeliest is never in doubt.
 * To doubt is not to know: a model that is wrong and sure puts a right label here, too.
 * Source: C. Northcutt, L. Jiang, I. Chuang, "Confident learning: estimating uncertainty in dataset labels", JAIR 70 (2021), 3.2.
 * @param predictions of a model that had not seen these labels: out of fold, or of a test set
 * @throws LookbookError `bad-data` where there is no prediction
 */
export function doubtfulLabels(
  predictions: Predictions,
  {by = "confident-joint", score = "self-confidence"}: DoubtfulLabelsOptions = {},
): DoubtfulLabel[] {
  const {yTrue, yPred, classNames} = predictions;
  const joint = confidentJoint(predictions);
  const rows = by === "confident-joint" ? offDiagonal(predictions, joint) : byNoiseRate(predictions, joint);
  const quality = labelQuality(predictions, score);
  return rows
    .filter((row) => yTrue[row] !== yPred[row])
    .map((row) => {
      const [given, suggested] = [yTrue[row]!, yPred[row]!];
      const [givenName, suggestedName] = [classNames[given]!, classNames[suggested]!];
      return {row, given, givenName, suggested, suggestedName, quality: quality[row]!};
    })
    .sort((a, b) => a.quality - b.quality || a.row - b.row);
}

function offDiagonal({count, yTrue}: Predictions, {suggested}: ConfidentJoint): number[] {
  return rowsOf(count).filter((row) => suggested[row]! >= 0 && suggested[row] !== yTrue[row]);
}

function byNoiseRate(predictions: Predictions, joint: ConfidentJoint): number[] {
  const {count, yTrue, probabilities, classNames} = predictions;
  const doubted = new Set<number>();
  calibratedJoint(joint).forEach((expected, given) => {
    // One label of a class is left to it whatever the model says.
    const own = rowsOf(count).filter((row) => yTrue[row] === given);
    if (own.length < 2) return;
    roundedRow(expected).forEach((wanted, other) => {
      if (other === given || wanted === 0) return;
      const margin = (row: number): number => {
        const start = row * classNames.length;
        return probabilities[start + other]! - probabilities[start + given]!;
      };
      const sorted = [...own].sort((a, b) => margin(b) - margin(a) || a - b);
      for (const row of sorted.slice(0, wanted)) doubted.add(row);
    });
  });
  return rowsOf(count).filter((row) => doubted.has(row));
}

function rowsOf(count: number): number[] {
  return Array.from({length: count}, (_, row) => row);
}
