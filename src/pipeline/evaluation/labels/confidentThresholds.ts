import type {Predictions} from "../predictions.js";

/**
 * How sure a model has to be of a class before it is believed: the mean probability that it gives to the class where the label names it.
 * A class that the model is always sure of has a high threshold, a hard one a low threshold, so that neither calibration nor the sizes
 * of the classes decide who is believed.
 * Source: C. Northcutt, L. Jiang, I. Chuang, "Confident learning: estimating uncertainty in dataset labels", JAIR 70 (2021), equation 2.
 * @param predictions of a model that had not seen these labels: out of fold, or of a test set
 * @param times how often each row counts, such as in a bootstrap; once each where it is left out
 * @returns [classCount], in [0, 1]; Infinity for a class without a label, which so is never suggested
 */
export function confidentThresholds(
  {classNames, count, yTrue, probabilities}: Predictions,
  times?: ArrayLike<number>,
): Float64Array {
  const classCount = classNames.length;
  const sums = new Float64Array(classCount);
  const counts = new Float64Array(classCount);
  for (let row = 0; row < count; row++) {
    const given = yTrue[row]!;
    const weight = times ? times[row]! : 1;
    sums[given]! += weight * probabilities[row * classCount + given]!;
    counts[given]! += weight;
  }
  return sums.map((sum, k) => (counts[k]! > 0 ? sum / counts[k]! : Number.POSITIVE_INFINITY));
}
