/**
 * Turns logits into probabilities; every row sums to 1, and no logit is too large.
 * @param logits [count, classCount], row-major
 */
export function softmax(logits: Float32Array, classCount: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classCount) {
    const row = logits.subarray(start, start + classCount);
    const most = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - most);
    for (let k = 0; k < classCount; k++) probabilities[start + k] = Math.exp(row[k]! - most) / sum;
  }
  return probabilities;
}
