import type {Interval} from "../../../core/payload.js";
import {meanInterval} from "./meanInterval.js";
import type {SanityResult} from "./sanityCheck.js";

/** One method at one depth, over pictures; intervals of 95 %. */
export interface SanityScore extends Pick<SanityResult, "method" | "title" | "layer" | "depth"> {
  /** Rank correlation with the maps of the trained network. */
  readonly correlation: Interval;
  /** Structural similarity with them. */
  readonly similarity: Interval;
}

/** Sums up pictures. @throws LookbookError `bad-data` where there is none */
export function sanityScores(
  results: readonly SanityResult[],
  {seed = 0}: {readonly seed?: number | string} = {},
): SanityScore[] {
  return results.map(({correlations, similarities, ...rest}) => ({
    ...rest,
    correlation: meanInterval(correlations, {seed}),
    similarity: meanInterval(similarities, {seed}),
  }));
}
