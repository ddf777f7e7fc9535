import {permutation, seeded} from "../../../src/core/random.js";

/** Rows of numbers with their classes. */
export interface Rows {
  /** [count, size] */
  readonly xs: Float32Array;
  /** [count] */
  readonly labels: Uint8Array;
  readonly size: number;
}

/** Share of test rows whose nearest class mean is their own. */
export function nearestCentroidAccuracy(train: Rows, test: Rows, classCount: number): number {
  const counts = new Array<number>(classCount).fill(0);
  const means = Array.from({length: classCount}, () => new Float64Array(train.size));
  train.labels.forEach((label, row) => {
    counts[label]!++;
    for (let i = 0; i < train.size; i++) means[label]![i]! += train.xs[row * train.size + i]!;
  });
  // |x - m|^2 is least where x.m - |m|^2 / 2 is greatest.
  const weights = means.map((mean, c) => mean.map((sum) => sum / counts[c]!));
  const biases = weights.map((mean) => -mean.reduce((sum, value) => sum + value * value, 0) / 2);
  return accuracy(test, (row) => scores(test, row, weights, biases));
}

/** Test accuracy of softmax regression: Adam, batches of 50, 12 epochs. */
export function linearAccuracy(train: Rows, test: Rows, classCount: number): number {
  const {size} = train;
  const parameters = new Float64Array(classCount * (size + 1));
  const weights = Array.from({length: classCount}, (_, c) => parameters.subarray(c * size, (c + 1) * size));
  const biases = parameters.subarray(classCount * size);
  const [first, second, gradient] = [0, 1, 2].map(() => new Float64Array(parameters.length)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  let steps = 0;
  for (let epoch = 0; epoch < 12; epoch++) {
    const order = permutation(train.labels.length, seeded(epoch));
    for (let start = 0; start < order.length; start += 50) {
      gradient.fill(0);
      const batch = order.slice(start, start + 50);
      for (const row of batch) {
        softmax(scores(train, row, weights, biases)).forEach((share, c) => {
          const error = (share - Number(c === train.labels[row])) / batch.length;
          gradient[classCount * size + c]! += error;
          for (let i = 0; i < size; i++) gradient[c * size + i]! += error * train.xs[row * size + i]!;
        });
      }
      steps++;
      for (let i = 0; i < parameters.length; i++) {
        first[i] = 0.9 * first[i]! + 0.1 * gradient[i]!;
        second[i] = 0.999 * second[i]! + 0.001 * gradient[i]! ** 2;
        const scale = Math.sqrt(second[i]! / (1 - 0.999 ** steps)) + 1e-8;
        parameters[i]! -= (0.002 * (first[i]! / (1 - 0.9 ** steps))) / scale;
      }
    }
  }
  return accuracy(test, (row) => scores(test, row, weights, biases));
}

function scores({xs, size}: Rows, row: number, weights: readonly Float64Array[], biases: ArrayLike<number>): number[] {
  return weights.map((weight, c) => {
    let sum = biases[c]!;
    for (let i = 0; i < size; i++) sum += weight[i]! * xs[row * size + i]!;
    return sum;
  });
}

function softmax(logits: readonly number[]): number[] {
  const high = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - high));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

function accuracy({labels}: Rows, scoresOf: (row: number) => number[]): number {
  let right = 0;
  labels.forEach((label, row) => {
    const found = scoresOf(row);
    if (found.indexOf(Math.max(...found)) === label) right++;
  });
  return right / labels.length;
}
