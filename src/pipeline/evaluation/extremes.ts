import type {ClassMetrics, Evaluation} from "./evaluate.js";

/** The classes with the lowest and the highest recall; the first on a tie. Classes without an example do not count where others have some. */
export function extremes({perClass}: Pick<Evaluation, "perClass">): {
  readonly weakest: ClassMetrics;
  readonly strongest: ClassMetrics;
} {
  const withExamples = perClass.filter(({support}) => support > 0);
  const sorted = [...(withExamples.length > 0 ? withExamples : perClass)].sort(
    (a, b) => a.recall.value - b.recall.value,
  );
  return {weakest: sorted[0]!, strongest: sorted.at(-1)!};
}
