import {LookbookError} from "../../../core/errors.js";

/** Observations of a linear model. */
export interface Observations {
  /** [count, columns], row-major. */
  readonly xs: ArrayLike<number>;
  /** [count] */
  readonly ys: ArrayLike<number>;
  /** [count], none negative. */
  readonly weights: ArrayLike<number>;
}

/** The sums that a linear model is fitted from. */
export interface NormalEquations {
  /** X'WX, [columns, columns] */
  readonly matrix: Float64Array;
  /** X'Wy, [columns] */
  readonly vector: Float64Array;
}

/** @param columns of `xs` */
export function normalEquations({xs, ys, weights}: Observations, columns: number): NormalEquations {
  const matrix = new Float64Array(columns * columns);
  const vector = new Float64Array(columns);
  for (let row = 0; row < ys.length; row++) {
    const weight = weights[row]!;
    for (let i = 0; i < columns; i++) {
      const x = weight * xs[row * columns + i]!;
      if (x === 0) continue;
      vector[i]! += x * ys[row]!;
      for (let j = 0; j < columns; j++) matrix[i * columns + j]! += x * xs[row * columns + j]!;
    }
  }
  return {matrix, vector};
}

/**
 * Solves A x = b for a symmetric, positive definite A by Cholesky's decomposition.
 * Source: Golub, Van Loan, "Matrix Computations" (4th edition, 2013), 4.2.
 * @param matrix [n, n], row-major
 * @throws LookbookError `bad-data` where A is not positive definite
 */
export function solvePositive(matrix: Float64Array, vector: Float64Array): Float64Array {
  const n = vector.length;
  const lower = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * n + k]! * lower[j * n + k]!;
      if (i === j && !(sum > 0)) {
        throw new LookbookError("bad-data", `least squares: the ${n} columns are not independent (column ${i + 1})`);
      }
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / lower[j * n + j]!;
    }
  }
  const solution = vector.slice();
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) solution[i]! -= lower[i * n + k]! * solution[k]!;
    solution[i]! /= lower[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) solution[i]! -= lower[k * n + i]! * solution[k]!;
    solution[i]! /= lower[i * n + i]!;
  }
  return solution;
}
