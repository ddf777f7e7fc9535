/** The logits of one example, and what its loss is reckoned from. */
export interface LogitRow {
  readonly row: Float32Array;
  /** Logarithm of the sum of the exponentials; a logit less this is the logarithm of its probability. */
  readonly logSum: number;
  /** Class of the greatest logit, the first of equals. */
  readonly winner: number;
}

/** Reads one example. @param logits [count, classCount], row-major */
export function logitRow(logits: Float32Array, i: number, classCount: number): LogitRow {
  const row = logits.subarray(i * classCount, (i + 1) * classCount);
  const most = row.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const logit of row) sum += Math.exp(logit - most);
  return {row, logSum: most + Math.log(sum), winner: row.indexOf(most)};
}
