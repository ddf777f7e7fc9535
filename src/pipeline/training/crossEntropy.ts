import {softmax} from "../model/softmax.js";
import {logitRow} from "./logitRow.js";

/** Options for {@link crossEntropy}. */
export interface CrossEntropyOptions {
  readonly classCount: number;
  /** Share of the target spread evenly over all classes (Szegedy et al. 2016), in [0, 1); defaults to 0. */
  readonly labelSmoothing?: number;
  /**
   * What an example of each class counts; defaults to 1 each. The mean is over the rows, not over their weights, so that a batch
   * may be cut into shards.
   */
  readonly classWeights?: readonly number[];
  /** [count], what each row counts, in [0, 1]; defaults to 1 each. Two losses with shares that add up to 1 are one on mixed labels. */
  readonly rowWeights?: Float32Array;
}

/** What {@link crossEntropy} found. */
export interface CrossEntropy {
  /** Sum over the rows, in nats. */
  readonly loss: number;
  /** Rows whose largest logit is that of the label. */
  readonly correct: number;
  /** d(mean loss) / d(logits), [count, classCount]. */
  readonly gradient: Float32Array;
}

/**
 * Cross-entropy of softmax probabilities, with its gradient in closed form: weight (softmax - target) / count.
 * Written out in plain loops: engines lack the operators, and the sums are the same bits on each of them.
 * @param logits [count, classCount], row-major
 * @param labels [count], class indices
 */
export function crossEntropy(
  logits: Float32Array,
  labels: Uint8Array,
  {classCount, labelSmoothing = 0, classWeights, rowWeights}: CrossEntropyOptions,
): CrossEntropy {
  const gradient = softmax(logits, classCount);
  const even = labelSmoothing / classCount;
  let loss = 0;
  let correct = 0;
  labels.forEach((label, i) => {
    const {row, logSum, winner} = logitRow(logits, i, classCount);
    const weight = (classWeights?.[label] ?? 1) * (rowWeights?.[i] ?? 1);
    for (let k = 0; k < classCount; k++) {
      const target = even + (k === label ? 1 - labelSmoothing : 0);
      loss += weight * target * (logSum - row[k]!);
      gradient[i * classCount + k] = (weight * (gradient[i * classCount + k]! - target)) / labels.length;
    }
    if (winner === label) correct++;
  });
  return {loss, correct, gradient};
}
