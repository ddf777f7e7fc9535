import type {Comparison} from "./compare.js";

/** Options for {@link verdictOf}. */
export interface VerdictOptions {
  /** What the sentence calls the two models. */
  readonly first: string;
  readonly second: string;
  /** Level of significance, in (0, 1); defaults to 0.05. */
  readonly alpha?: number;
}

/** A comparison in words, so that the prose around it holds whichever model wins. */
export function verdictOf(
  {pValue, difference}: Pick<Comparison, "pValue" | "difference">,
  {first, second, alpha = 0.05}: VerdictOptions,
): string {
  if (pValue >= alpha) return `chance could explain the difference between ${first} and ${second}`;
  const [winner, loser] = difference.value > 0 ? [first, second] : [second, first];
  return `${winner} is better than ${loser}, and chance does not explain it`;
}
