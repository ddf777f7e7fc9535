import type {ClassMetrics, Evaluation} from "./evaluate.js";

/** The classes with the lowest and the highest recall; the first on a tie. */
export function extremes({perClass}: Pick<Evaluation, "perClass">): {
  readonly weakest: ClassMetrics;
  readonly strongest: ClassMetrics;
} {
  const sorted = [...perClass].sort((a, b) => a.recall.value - b.recall.value);
  return {weakest: sorted[0]!, strongest: sorted.at(-1)!};
}
