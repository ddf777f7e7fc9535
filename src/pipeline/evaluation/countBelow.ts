import {confidenceAt, type Predictions} from "./predictions.js";

/** How many answers have a confidence below `threshold`, in [0, 1]: those that a threshold would send to a person. */
export function countBelow(
  predictions: Predictions,
  threshold: number,
): {readonly right: number; readonly wrong: number} {
  const {yTrue, yPred, count} = predictions;
  let [right, wrong] = [0, 0];
  for (let row = 0; row < count; row++) {
    if (confidenceAt(predictions, row) >= threshold) continue;
    if (yPred[row] === yTrue[row]) right++;
    else wrong++;
  }
  return {right, wrong};
}
