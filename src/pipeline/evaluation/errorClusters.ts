import {LookbookError} from "../../core/errors.js";
import {mean} from "../../core/statistics.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {classSimilarity} from "./classSimilarity.js";
import {type CauseThresholds, causeOf, causeTitles, type ErrorCause} from "./errorCause.js";
import type {Predictions} from "./predictions.js";
import {type ErrorCase, errorsOf} from "./worstErrors.js";

/** Errors that belong together. */
export interface ErrorCluster {
  /** "Shirt / T-shirt/top" or a cause. */
  readonly title: string;
  /** The two classes, in the order of their indices; undefined where errors are grouped by cause. */
  readonly classes?: readonly [string, string];
  readonly count: number;
  /** Share of all errors, in [0, 1]. */
  readonly share: number;
  /** Mean probability of the wrong answers, in [0, 1]. */
  readonly meanConfidence: number;
  /** Mean correlation of the classes' mean pictures, in [-1, 1]. */
  readonly similarity: number;
  /** By the rule of `causeOf`, applied to the two means above; the cause itself where errors are grouped by cause. */
  readonly cause: ErrorCause;
  /** How many of its errors have which cause, each error judged by itself. */
  readonly causes: Readonly<Record<ErrorCause, number>>;
  /** The most confident ones, most confident first. */
  readonly examples: readonly ErrorCase[];
}

/** Options for {@link errorClusters}. */
export interface ErrorClusterOptions extends CauseThresholds {
  /** Groups by the two classes confused (default), or by the likely cause of each error. */
  readonly by?: "pair" | "cause";
  /** Examples in a cluster; defaults to 6. */
  readonly exampleCount?: number;
}

/**
 * Groups the wrong answers for a post-mortem, largest group first.
 * @param set the pictures that were predicted
 * @throws LookbookError `bad-shape` when set and predictions are of different length
 */
export function errorClusters(
  predictions: Predictions,
  set: ImageSet,
  {by = "pair", exampleCount = 6, ...thresholds}: ErrorClusterOptions = {},
): ErrorCluster[] {
  if (predictions.count !== set.count) {
    throw new LookbookError(
      "bad-shape",
      `errorClusters: expected predictions for the ${set.count} pictures of the ${set.name} set, got ${predictions.count}`,
    );
  }
  const similarity = classSimilarity(set);
  const errors = errorsOf(predictions).map((error) => {
    const alike = similarity[error.yTrue]![error.yPred]!;
    return {...error, similarity: alike, cause: causeOf({...error, similarity: alike}, thresholds)};
  });
  const groups = new Map<string, JudgedError[]>();
  for (const error of errors) {
    const key = by === "cause" ? error.cause : String(pairOf(error));
    groups.set(key, [...(groups.get(key) ?? []), error]);
  }
  return [...groups.values()]
    .map((group) => {
      const evidence = {
        confidence: mean(group.map(({confidence}) => confidence)),
        similarity: mean(group.map((error) => error.similarity)),
      };
      const cause = by === "cause" ? group[0]!.cause : causeOf(evidence, thresholds);
      const classes = pairOf(group[0]!).map((k) => set.classNames[k]!) as [string, string];
      return {
        ...(by === "cause" ? {title: causeTitles[cause]} : {title: classes.join(" / "), classes}),
        count: group.length,
        share: group.length / errors.length,
        meanConfidence: evidence.confidence,
        similarity: evidence.similarity,
        cause,
        causes: countCauses(group),
        examples: examplesOf(group, exampleCount),
      };
    })
    .sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1));
}

interface JudgedError extends ErrorCase {
  readonly similarity: number;
  readonly cause: ErrorCause;
}

function pairOf({yTrue, yPred}: ErrorCase): [number, number] {
  return [Math.min(yTrue, yPred), Math.max(yTrue, yPred)];
}

function countCauses(errors: readonly JudgedError[]): Record<ErrorCause, number> {
  const counts = {"possible-label-noise": 0, uncertain: 0, "look-alike": 0, unexplained: 0};
  for (const {cause} of errors) counts[cause]++;
  return counts;
}

function examplesOf(errors: readonly JudgedError[], count: number): ErrorCase[] {
  return [...errors]
    .sort((a, b) => b.confidence - a.confidence || a.row - b.row)
    .slice(0, count)
    .map(({similarity: _, cause: __, ...error}) => error);
}
