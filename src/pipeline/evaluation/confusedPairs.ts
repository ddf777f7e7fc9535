import {binomialTest} from "../../core/binomialTest.js";
import {holm} from "../../core/holm.js";
import type {Evaluation} from "./evaluate.js";

/** Two classes taken for each other. */
export interface ConfusedPair {
  /** Names, in the order of the class indices. */
  readonly classes: readonly [string, string];
  /** Examples of each. */
  readonly supports: readonly [number, number];
  /** Errors between the two, both ways. */
  readonly count: number;
  /** How often the first was called the second, and the other way round. */
  readonly firstAsSecond: number;
  readonly secondAsFirst: number;
  /** Share of all errors, in [0, 1]. */
  readonly share: number;
}

/** A pair, and whether it is confused more one way than the other. */
export interface PairAsymmetry extends ConfusedPair {
  /** Two-sided exact p-value of the split, and the same by Holm's correction for the pairs tested together. */
  readonly pValue: number;
  readonly adjusted: number;
}

/** The pairs of classes that were confused, commonest first. */
export function confusedPairs({confusion, perClass}: Pick<Evaluation, "confusion" | "perClass">): ConfusedPair[] {
  const pairs = perClass.flatMap(({name, support}, a) =>
    perClass.slice(a + 1).map((other, offset) => {
      const firstAsSecond = confusion[a]![a + 1 + offset]!;
      const secondAsFirst = confusion[a + 1 + offset]![a]!;
      return {
        classes: [name, other.name] as const,
        supports: [support, other.support] as const,
        firstAsSecond,
        secondAsFirst,
        count: firstAsSecond + secondAsFirst,
      };
    }),
  );
  const errors = pairs.reduce((sum, {count}) => sum + count, 0);
  return pairs
    .filter(({count}) => count > 0)
    .map((pair) => ({...pair, share: pair.count / errors}))
    .sort((a, b) => b.count - a.count);
}

/**
 * Tests for each pair whether one class is taken for the other at the same rate as the other way round: given their errors in all, the
 * split is binomial (the exact test of two Poisson rates: J. Przyborowski, H. Wilenski, 1940), which for classes of one size is McNemar's
 * exact test. Pairs may be chosen by their counts, since the sum says nothing of the split. Where one of the classes has no example, p is 1.
 */
export function testAsymmetry(pairs: readonly ConfusedPair[]): PairAsymmetry[] {
  const pValues = pairs.map(({supports: [first, second], firstAsSecond, count}) =>
    first > 0 && second > 0 ? binomialTest(firstAsSecond, count, first / (first + second)) : 1,
  );
  const adjusted = holm(pValues);
  return pairs.map((pair, i) => ({...pair, pValue: pValues[i]!, adjusted: adjusted[i]!}));
}
