import type {CrossEntropy, CrossEntropyOptions} from "./crossEntropy.js";

/** Options for {@link binaryCrossEntropy}. */
export type BinaryCrossEntropyOptions = Omit<CrossEntropyOptions, "classCount">;

/**
 * Cross-entropy of the sigmoid of one logit z, the log-odds of class 1, with its gradient in closed form: weight (sigmoid(z) - target)
 * / count. Written as max(z, 0) - z target + log(1 + e^-|z|), which neither overflows nor loses small numbers.
 * @param logits [count]
 * @param labels [count], 0 or 1
 * @returns its gradient is [count]; a row is right when its logit lies on the side of its label, and a logit of 0 says class 0
 */
export function binaryCrossEntropy(
  logits: Float32Array,
  labels: Uint8Array,
  {labelSmoothing = 0, classWeights, rowWeights}: BinaryCrossEntropyOptions = {},
): CrossEntropy {
  const gradient = new Float32Array(logits.length);
  let loss = 0;
  let correct = 0;
  labels.forEach((label, i) => {
    const z = logits[i]!;
    const weight = (classWeights?.[label] ?? 1) * (rowWeights?.[i] ?? 1);
    const target = labelSmoothing / 2 + label * (1 - labelSmoothing);
    const rest = Math.exp(-Math.abs(z)); // the smaller of the odds for and against
    loss += weight * (Math.max(z, 0) - z * target + Math.log1p(rest));
    gradient[i] = (weight * ((z > 0 ? 1 : rest) / (1 + rest) - target)) / labels.length;
    if (z > 0 === (label === 1)) correct++;
  });
  return {loss, correct, gradient};
}
