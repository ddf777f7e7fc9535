import {normalTails, normalWidth} from "../../../core/normal.js";
import type {Interval} from "../../../core/payload.js";
import type {TwoByTwo} from "./fisherExact.js";

/** A slice against what its mix of classes lets one expect. */
export interface SameClasses {
  /** The accuracy that the slice would have if each of its classes did in it as well as it does everywhere. */
  readonly expected: number;
  /** Accuracy of the slice minus what was expected. */
  readonly gap: Interval;
  /** Cochran-Mantel-Haenszel test, two-sided: how surprising the gap is if, class by class, the slice makes no difference. */
  readonly pValue: number;
}

/**
 * Compares a slice with the rest class by class, so that it is not blamed for holding the hard classes (Simpson's paradox): indirect
 * standardisation, with the hypergeometric variance of each class. Source: N. Mantel, W. Haenszel, J. Natl. Cancer Inst. 22 (1959),
 * without correction for continuity; the expected accuracy is that of epidemiology's standardised ratio.
 * @param classes the table of slice and rest, for each class
 * @returns undefined where no class lies both in the slice and in the rest with right and wrong answers: nothing can be compared
 */
export function sameClasses(classes: readonly TwoByTwo[], level: 0.9 | 0.95 | 0.99 = 0.95): SameClasses | undefined {
  let [own, seen, expected, variance] = [0, 0, 0, 0];
  for (const {right, wrong, otherRight, otherWrong} of classes) {
    const [mine, rights, all] = [right + wrong, right + otherRight, right + wrong + otherRight + otherWrong];
    if (mine === 0) continue;
    own += mine;
    seen += right;
    expected += (mine * rights) / all;
    if (all > 1) variance += (mine * (all - mine) * rights * (all - rights)) / (all * all * (all - 1));
  }
  if (variance === 0) return undefined;
  const [gap, error] = [(seen - expected) / own, Math.sqrt(variance) / own];
  const half = normalWidth[level] * error;
  return {
    expected: expected / own,
    gap: {value: gap, low: gap - half, high: gap + half, level},
    pValue: normalTails(gap / error),
  };
}
