import type {Predictions} from "./predictions.js";
import {confidenceAt} from "./predictions.js";

/** One right answer. */
export interface Hit {
  /** Row in the set. */
  readonly row: number;
  readonly yPred: number;
  readonly predictedName: string;
  /** Probability of the answer, in [0, 1]. */
  readonly confidence: number;
}

/** The surest right answer of each class, in class order; the first on a tie. A class without a right answer is left out. */
export function surestHits(predictions: Predictions): Hit[] {
  const {yTrue, yPred, classNames} = predictions;
  const best = new Map<number, Hit>();
  for (let row = 0; row < predictions.count; row++) {
    const label = yPred[row]!;
    const confidence = confidenceAt(predictions, row);
    if (label !== yTrue[row] || confidence <= (best.get(label)?.confidence ?? 0)) continue;
    best.set(label, {row, yPred: label, predictedName: classNames[label]!, confidence});
  }
  return [...best.values()].sort((a, b) => a.yPred - b.yPred);
}
