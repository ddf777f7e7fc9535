import {LookbookError} from "../../core/errors.js";

/** Options for {@link classBalancedWeights}. */
export interface ClassBalanceOptions {
  /** From 0, all classes weigh the same, towards 1, each weighs inversely to its size; defaults to 0.999. */
  readonly beta?: number;
}

/**
 * Weights of classes by their effective number of examples, (1 - beta^n) / (1 - beta) (Cui et al., "Class-balanced loss based on
 * effective number of samples", 2019, equation 12). For the `classWeights` of `crossEntropy` and `focalLoss`.
 * @param counts examples of each class in the training set
 * @returns one weight a class, their mean is 1
 * @throws LookbookError `bad-option` for a beta outside [0, 1), `bad-data` for a class without examples
 */
export function classBalancedWeights(
  counts: readonly number[],
  {beta = 0.999}: ClassBalanceOptions = {},
): readonly number[] {
  if (!(beta >= 0 && beta < 1)) {
    throw new LookbookError("bad-option", `classBalancedWeights: beta must lie in [0, 1), got ${beta}`);
  }
  const empty = counts.findIndex((count) => !(count > 0));
  if (empty >= 0) {
    throw new LookbookError(
      "bad-data",
      `classBalancedWeights: class ${empty} has ${counts[empty]} examples; leave it out or add examples`,
    );
  }
  const weights = counts.map((count) => (1 - beta) / (1 - beta ** count));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length;
  return weights.map((weight) => weight / mean);
}
