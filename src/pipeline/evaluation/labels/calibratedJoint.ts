import type {ConfidentJoint} from "./confidentJoint.js";

/**
 * The confident joint as an estimate of how many labels there are of each pair of given and true class: each row is scaled to all labels
 * of its class, also those that the model was not confident about.
 * Source: Northcutt, Jiang, Chuang, JAIR 70 (2021), equation 3, times the number of labels; at least one label of each class counts as
 * right, as in `cleanlab`, so that a class that nobody is confident of has no noise rather than none that is defined.
 * @returns `joint[given][true]`, expected numbers of labels; row sums are the labels of each class
 */
export function calibratedJoint({counts, labels}: Pick<ConfidentJoint, "counts" | "labels">): number[][] {
  return counts.map((row, given) => {
    const held = row.map((n, k) => (k === given ? Math.max(1, n) : n));
    const sum = held.reduce((a, b) => a + b, 0);
    return held.map((n) => (n / sum) * labels[given]!);
  });
}

/**
 * Rounds the numbers of a row to whole ones with the sum of the row: those whose rounding went furthest the wrong way give way (largest
 * remainders), the later one of two that are equal.
 */
export function roundedRow(row: readonly number[]): number[] {
  const whole = row.map((x) => Math.round(x));
  const missing = Math.round(row.reduce((a, b) => a + b, 0)) - whole.reduce((a, b) => a + b, 0);
  const sign = Math.sign(missing);
  const order = row.map((x, k) => ({k, left: sign * (x - whole[k]!)})).sort((a, b) => b.left - a.left || b.k - a.k);
  for (const {k} of order.slice(0, Math.abs(missing))) whole[k]! += sign;
  return whole;
}
