import type {Evaluation} from "./evaluate.js";

/** Two classes taken for each other. */
export interface ConfusedPair {
  /** Names, in the order of the class indices. */
  readonly classes: readonly [string, string];
  /** Errors between the two, both ways. */
  readonly count: number;
  /** How often the first was called the second, and the other way round. */
  readonly firstAsSecond: number;
  readonly secondAsFirst: number;
  /** Share of all errors, in [0, 1]. */
  readonly share: number;
}

/** The pairs of classes that were confused, commonest first. */
export function confusedPairs({confusion, perClass}: Pick<Evaluation, "confusion" | "perClass">): ConfusedPair[] {
  const pairs = perClass.flatMap(({name}, a) =>
    perClass.slice(a + 1).map((other, offset) => {
      const firstAsSecond = confusion[a]![a + 1 + offset]!;
      const secondAsFirst = confusion[a + 1 + offset]![a]!;
      return {classes: [name, other.name] as const, firstAsSecond, secondAsFirst, count: firstAsSecond + secondAsFirst};
    }),
  );
  const errors = pairs.reduce((sum, {count}) => sum + count, 0);
  return pairs
    .filter(({count}) => count > 0)
    .map((pair) => ({...pair, share: pair.count / errors}))
    .sort((a, b) => b.count - a.count);
}
