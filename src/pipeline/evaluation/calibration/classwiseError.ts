import type {Predictions} from "../predictions.js";
import {reliability} from "./reliability.js";

/**
 * Classwise expected calibration error over bins of equal width: for each class, the gap between its probability and how often it was the
 * truth; then the mean over the classes. In [0, 1].
 * Source: M. Kull et al., "Beyond temperature scaling", NeurIPS 2019.
 */
export function classwiseError({probabilities, yTrue, count, classNames}: Predictions, binCount: number): number {
  const classCount = classNames.length;
  const errors = classNames.map((_, k) => {
    const confidences = Float64Array.from({length: count}, (_, row) => probabilities[row * classCount + k]!);
    const right = Uint8Array.from(yTrue, (truth) => Number(truth === k));
    const {bins} = reliability({confidences, right}, {binning: "equal-width", binCount});
    return bins.reduce((sum, bin) => sum + bin.count * Math.abs(bin.confidence - bin.accuracy), 0) / count;
  });
  return errors.reduce((sum, error) => sum + error, 0) / classCount;
}
