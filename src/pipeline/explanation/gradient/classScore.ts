import * as tf from "@tensorflow/tfjs-core";

/**
 * The scores of one class a row, as `scoreOf` has them, summed: what is differentiated, since no row has a part in another's logits.
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
