import {holm} from "../../../core/holm.js";
import {type Comparison, compare} from "../../evaluation/compare.js";
import type {CorruptionKind} from "../../features/corrupt/types.js";
import {levelAt} from "./levelAt.js";
import type {RobustModel} from "./robustness.js";

/** Two models on the same pictures under one corruption at its strongest. */
export interface StrongestComparison extends Comparison {
  readonly kind: CorruptionKind;
  /** McNemar's mid-p value by Holm's correction for all corruptions. */
  readonly adjusted: number;
}

/** Options for {@link compareStrongest}. */
export interface CompareStrongestOptions {
  /** Draws the bootstrap. */
  readonly seed: number | string;
}

/**
 * Compares two models under each corruption at its strongest, picture by picture. Who asks about a few of them has seen the curves of all, so
 * all are corrected for together.
 * @returns one a corruption, in the order of the first model's curves
 * @throws LookbookError `bad-shape` or `bad-data` where they were not asked about the same pictures
 */
export function compareStrongest(
  first: RobustModel,
  second: RobustModel,
  {seed}: CompareStrongestOptions,
): StrongestComparison[] {
  const comparisons = first.curves.map(({corruption: {kind}}) => ({
    kind,
    ...compare(levelAt(first, kind).answers, levelAt(second, kind).answers, {seed}),
  }));
  const adjusted = holm(comparisons.map(({pValue}) => pValue));
  return comparisons.map((comparison, i) => ({...comparison, adjusted: adjusted[i]!}));
}
