import type {Predictions} from "../predictions.js";
import {rankedAnswers} from "./rankedAnswers.js";

/** What a threshold on confidence lets through, at one of its values. */
export interface CoveragePoint {
  /** Answers of at least this confidence are given, in [0, 1]. */
  readonly threshold: number;
  /** Answers given, at least 1. */
  readonly answered: number;
  /** Wrong ones among them. */
  readonly wrong: number;
  /** Share of all pictures that is answered, in (0, 1]. */
  readonly coverage: number;
  /** Share of the answers given that is wrong, in [0, 1]. */
  readonly risk: number;
}

/**
 * Coverage against risk: one point for each confidence that occurs, the highest threshold first, so that coverage rises to 1.
 * Source: R. El-Yaniv, Y. Wiener, "On the foundations of noise-free selective classification", JMLR 11 (2010).
 * @throws LookbookError `bad-data` where there is no prediction
 */
export function coverageCurve(predictions: Predictions): CoveragePoint[] {
  const {count, confidences, wrong, groupEnds} = rankedAnswers(predictions);
  let [place, errors] = [0, 0];
  return groupEnds.map((end) => {
    for (; place <= end; place++) errors += wrong[place]!;
    const answered = end + 1;
    return {
      threshold: confidences[end]!,
      answered,
      wrong: errors,
      coverage: answered / count,
      risk: errors / answered,
    };
  });
}
