import {LookbookError} from "../../../core/errors.js";
import {mean} from "../../../core/statistics.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import {classSimilarity} from "../classSimilarity.js";
import type {Predictions} from "../predictions.js";
import {type RoutingCosts, refundCase} from "../routing/refundCase.js";
import {manualCost} from "../routing/routingCost.js";
import {type ErrorCase, errorsOf} from "../worstErrors.js";
import {type CauseThresholds, causeOf, causeTitles, type ErrorCause, errorCauses} from "./errorCause.js";

/** Errors that belong together. */
export interface ErrorCluster {
  /** "T-shirt/top / Shirt" or a cause. */
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
  /** The commonest cause of its errors, each judged by itself; on a tie the one that `causeOf` tries first. */
  readonly cause: ErrorCause;
  /** How many of its errors have which cause. */
  readonly causes: Readonly<Record<ErrorCause, number>>;
  /** Errors below the threshold, which a person gets to see. */
  readonly caught: number;
  /** What its errors cost for 1,000 pictures: those that are answered cost an error, those below the threshold what a person costs. */
  readonly cost: number;
  /** The most confident ones, most confident first. */
  readonly examples: readonly ErrorCase[];
}

/** Options for {@link errorClusters}. */
export interface ErrorClusterOptions extends CauseThresholds {
  /** Groups by the two classes confused (default), or by the likely cause of each error. */
  readonly by?: "pair" | "cause";
  /** Examples in a cluster; defaults to 6. */
  readonly exampleCount?: number;
  /** Rows whose labels are in doubt; none by default. */
  readonly doubtful?: Iterable<number>;
  /** Rows with odd pictures; none by default. */
  readonly odd?: Iterable<number>;
  /** Answers of at least this confidence are given without a person; defaults to 0, all of them. */
  readonly threshold?: number;
  /** Defaults to `refundCase`. */
  readonly costs?: RoutingCosts;
}

/**
 * Groups the wrong answers for a post-mortem, largest group first.
 * @param set the pictures that were predicted
 * @throws LookbookError `bad-shape` when set and predictions are of different length, `bad-option` for impossible costs
 */
export function errorClusters(
  predictions: Predictions,
  set: ImageSet,
  {by = "pair", exampleCount = 6, threshold = 0, costs = refundCase, ...judging}: ErrorClusterOptions = {},
): ErrorCluster[] {
  if (predictions.count !== set.count) {
    throw new LookbookError(
      "bad-shape",
      `errorClusters: expected predictions for the ${set.count} pictures of the ${set.name} set, got ${predictions.count}`,
    );
  }
  const errors = judged(predictions, set, judging);
  const groups = new Map<string, JudgedError[]>();
  for (const error of errors) {
    const key = by === "cause" ? error.cause : String(pairOf(error));
    groups.set(key, [...(groups.get(key) ?? []), error]);
  }
  return [...groups.values()]
    .map((group) => {
      const causes = countCauses(group);
      const cause = errorCauses.reduce((best, each) => (causes[each] > causes[best] ? each : best));
      const classes = pairOf(group[0]!).map((k) => set.classNames[k]!) as [string, string];
      const caught = group.filter(({confidence}) => confidence < threshold).length;
      const price = (group.length - caught) * costs.error + caught * manualCost(costs);
      return {
        ...(by === "cause" ? {title: causeTitles[cause]} : {title: classes.join(" / "), classes}),
        count: group.length,
        share: group.length / errors.length,
        meanConfidence: mean(group.map(({confidence}) => confidence)),
        similarity: mean(group.map(({similarity}) => similarity)),
        cause,
        causes,
        caught,
        cost: (1000 * price) / set.count,
        examples: examplesOf(group, exampleCount),
      };
    })
    .sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1));
}

interface JudgedError extends ErrorCase {
  readonly similarity: number;
  readonly cause: ErrorCause;
}

function judged(
  predictions: Predictions,
  set: ImageSet,
  {doubtful = [], odd = [], ...thresholds}: Pick<ErrorClusterOptions, "doubtful" | "odd" | keyof CauseThresholds>,
): JudgedError[] {
  const similarities = classSimilarity(set);
  const [doubted, unusual] = [new Set(doubtful), new Set(odd)];
  return errorsOf(predictions).map((error) => {
    const similarity = similarities[error.yTrue]![error.yPred]!;
    const evidence = {isDoubtful: doubted.has(error.row), isOdd: unusual.has(error.row)};
    return {...error, similarity, cause: causeOf({...evidence, ...error, similarity}, thresholds)};
  });
}

function pairOf({yTrue, yPred}: ErrorCase): [number, number] {
  return [Math.min(yTrue, yPred), Math.max(yTrue, yPred)];
}

function countCauses(errors: readonly JudgedError[]): Record<ErrorCause, number> {
  const counts = {"label-in-doubt": 0, "odd-picture": 0, "look-alike": 0, uncertain: 0, unexplained: 0};
  for (const {cause} of errors) counts[cause]++;
  return counts;
}

function examplesOf(errors: readonly JudgedError[], count: number): ErrorCase[] {
  return [...errors]
    .sort((a, b) => b.confidence - a.confidence || a.row - b.row)
    .slice(0, count)
    .map(({similarity: _, cause: __, ...error}) => error);
}
