import {holm} from "../../core/holm.js";
import {type CompareOptions, type Comparison, compare} from "./compare.js";
import type {Predictions} from "./predictions.js";

/** A model and its answers. */
export interface NamedPredictions {
  readonly name: string;
  readonly predictions: Predictions;
}

/** Two of several models on the same pictures. */
export interface ModelComparison extends Comparison {
  readonly first: string;
  readonly second: string;
  /** McNemar's mid-p value by Holm's correction for all comparisons made together. */
  readonly adjusted: number;
}

/**
 * Compares each model with each other, row by row; see {@link compare}. In the order of the models: first with second, first with third, ...
 * @throws LookbookError `bad-shape` or `bad-data` when they did not answer on the same rows
 */
export function compareAll(models: readonly NamedPredictions[], options: CompareOptions = {}): ModelComparison[] {
  const pairs = models.flatMap((first, i) => models.slice(i + 1).map((second) => ({first, second})));
  const comparisons = pairs.map(({first, second}) => compare(first.predictions, second.predictions, options));
  const adjusted = holm(comparisons.map(({pValue}) => pValue));
  return pairs.map(({first, second}, i) => ({
    ...comparisons[i]!,
    first: first.name,
    second: second.name,
    adjusted: adjusted[i]!,
  }));
}
