/**
 * A logit for each class, from what a network gives. Where that is a single one, the log-odds of the second of two classes, a 0 stands
 * beside it for the first: softmax of both is the sigmoid and what it leaves.
 * @param given [count, logitCount], row-major
 * @returns [count, classCount], row-major
 */
export function classLogits(given: Float32Array, logitCount: number): Float32Array {
  if (logitCount !== 1) return given;
  const pairs = new Float32Array(2 * given.length);
  for (let i = 0; i < given.length; i++) pairs[2 * i + 1] = given[i]!;
  return pairs;
}
