import type {Predictions} from "../predictions.js";

/** How well a label agrees with a model that had not seen it; low is doubtful. */
export type LabelScore = "self-confidence" | "normalised-margin";

/**
 * Scores every label.
 * - `self-confidence`: the probability of the label;
 * - `normalised-margin`: that minus the probability of the likeliest other class, moved from [-1, 1] to [0, 1]; below 0.5, the model
 *   prefers another class.
 * Source: C. Northcutt, L. Jiang, I. Chuang, JAIR 70 (2021), 3.2; J. Kuan, J. Mueller, "Model-agnostic label quality scoring to detect
 * real-world label errors", ICML DataPerf workshop 2022.
 * @returns [count], in [0, 1]
 */
export function labelQuality(
  {classNames, count, yTrue, probabilities}: Predictions,
  score: LabelScore = "self-confidence",
): Float64Array {
  const classCount = classNames.length;
  return Float64Array.from({length: count}, (_, row) => {
    const start = row * classCount;
    const own = probabilities[start + yTrue[row]!]!;
    if (score === "self-confidence") return own;
    let other = 0;
    for (let k = 0; k < classCount; k++) {
      if (k !== yTrue[row] && probabilities[start + k]! > other) other = probabilities[start + k]!;
    }
    return (own - other + 1) / 2;
  });
}
