import * as tf from "@tensorflow/tfjs-core";

/**
 * The logits of one class a row, summed: what is differentiated, since no row has a part in another's logits. A network that gives a
 * single logit, the log-odds of the second of two classes, speaks for the first with its negative.
 * @param logits [N, logitCount]
 */
export function classScore(logits: tf.Tensor2D, classIndices: readonly number[]): tf.Scalar {
  const [, logitCount] = logits.shape;
  const chosen =
    logitCount === 1
      ? tf.tensor2d(classIndices.map((k) => [k === 1 ? 1 : -1]))
      : tf.cast(tf.oneHot(tf.tensor1d([...classIndices], "int32"), logitCount), "float32");
  return tf.sum(tf.mul(logits, chosen));
}
