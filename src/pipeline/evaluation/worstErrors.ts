import {confidenceAt, type Predictions} from "./predictions.js";

/** One wrong answer. */
export interface ErrorCase {
  /** Row in the set. */
  readonly row: number;
  /** Class index and name of the truth. */
  readonly yTrue: number;
  readonly trueName: string;
  /** Class index and name of the answer. */
  readonly yPred: number;
  readonly predictedName: string;
  /** Probability of the answer, in [0, 1]. */
  readonly confidence: number;
  /** Probability given to the truth, in [0, 1]. */
  readonly trueProbability: number;
}

/** The most confident wrong answers, most confident first; by row on a tie. */
export function worstErrors(predictions: Predictions, count: number): ErrorCase[] {
  return errorsOf(predictions)
    .sort((a, b) => b.confidence - a.confidence || a.row - b.row)
    .slice(0, count);
}

/** All wrong answers, in the order of the rows. */
export function errorsOf(predictions: Predictions): ErrorCase[] {
  const {yTrue, yPred, classNames, probabilities} = predictions;
  return [...yTrue.keys()]
    .filter((row) => yTrue[row] !== yPred[row])
    .map((row) => ({
      row,
      yTrue: yTrue[row]!,
      trueName: classNames[yTrue[row]!]!,
      yPred: yPred[row]!,
      predictedName: classNames[yPred[row]!]!,
      confidence: confidenceAt(predictions, row),
      trueProbability: probabilities[row * classNames.length + yTrue[row]!]!,
    }));
}
