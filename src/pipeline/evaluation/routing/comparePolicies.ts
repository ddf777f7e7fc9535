import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {bootstrapRows} from "../metrics/bootstrapRows.js";
import {numbered} from "../metrics/numbered.js";
import {weightedMean} from "../metrics/rowLosses.js";
import {confidenceAt, type Predictions} from "../predictions.js";
import {type RoutingCosts, refundCase} from "./refundCase.js";
import {manualCost} from "./routingCost.js";

/** A rule for who answers. */
export interface Policy {
  /** Such as "all automatic". */
  readonly name: string;
  /** Answers of at least this confidence are given; 0 answers everything, Infinity nothing. */
  readonly threshold: number;
  /** Whose confidence it looks at, on the same pictures: before temperature scaling, say. Defaults to the predictions compared on. */
  readonly answers?: Predictions;
}

/** What a rule costs. */
export interface PolicyCost {
  readonly name: string;
  readonly threshold: number;
  /** Expected cost of 1,000 pictures, in the currency of the costs. */
  readonly cost: Interval;
  /** Its cost minus that of the first policy, on the same redrawn pictures; 0 for the first itself. */
  readonly difference: Interval;
  /** Of 1,000 pictures, those that a person looks at. */
  readonly reviews: number;
  /** Of 1,000 pictures, those whose answer is wrong at the end, the reviewer's expected errors among them. */
  readonly errors: number;
}

/** Options for {@link comparePolicies}. */
export interface ComparePoliciesOptions {
  /** Defaults to `refundCase`. */
  readonly costs?: RoutingCosts;
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
  /** Confidence of the percentile intervals, in (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * The expected cost of several rules on the same pictures, by a paired bootstrap over pictures. The intervals know the chance in the
 * pictures, and nothing of how sure the assumed costs are.
 * @param policies at least one; the first is what the others are compared with
 * @throws LookbookError `bad-data` where there is no prediction, `bad-option` for no policy, impossible costs, or rounds or a level out of
 * range, `bad-shape` for answers on other pictures
 */
export function comparePolicies(
  predictions: Predictions,
  policies: readonly Policy[],
  {costs = refundCase, seed = 0, rounds = 1000, level = 0.95}: ComparePoliciesOptions = {},
): PolicyCost[] {
  const {count} = predictions;
  if (count === 0) throw new LookbookError("bad-data", "comparePolicies: expected at least one prediction, got none");
  if (policies.length === 0) throw new LookbookError("bad-option", "comparePolicies: expected a policy, got none");
  const manual = manualCost(costs);
  const routed = policies.map(({threshold, answers = predictions}) => rowsBy(answers, threshold, count));
  const rowCosts = routed.map(({reviewed, wrong}) =>
    Float64Array.from({length: count}, (_, row) => reviewed[row]! * manual + wrong[row]! * costs.error),
  );
  const figures = (weights: Uint16Array): Record<string, number> => {
    const costs = rowCosts.map((each) => 1000 * weightedMean(each, weights));
    return {
      ...numbered("cost", costs),
      ...numbered(
        "difference",
        costs.map((cost) => cost - costs[0]!),
      ),
    };
  };
  const intervals = bootstrapRows(count, figures, {random: seeded(seed).fork("routing costs"), rounds, level});
  return policies.map(({name, threshold}, p) => {
    const reviews = (1000 * sum(routed[p]!.reviewed)) / count;
    return {
      name,
      threshold,
      cost: intervals[`cost/${p}`]!,
      difference: intervals[`difference/${p}`]!,
      reviews,
      errors: (1000 * sum(routed[p]!.wrong)) / count + reviews * costs.reviewerError,
    };
  });
}

/** Row by row, 1 where a person looks, and 1 where an answer that was given is wrong. */
function rowsBy(
  predictions: Predictions,
  threshold: number,
  expected: number,
): {readonly reviewed: Uint8Array; readonly wrong: Uint8Array} {
  const {count, yTrue, yPred} = predictions;
  if (count !== expected) {
    throw new LookbookError("bad-shape", `comparePolicies: expected answers on ${expected} pictures, got ${count}`);
  }
  const reviewed = Uint8Array.from({length: count}, (_, row) => Number(confidenceAt(predictions, row) < threshold));
  const wrong = Uint8Array.from({length: count}, (_, row) => Number(!reviewed[row] && yTrue[row] !== yPred[row]));
  return {reviewed, wrong};
}

function sum(values: Uint8Array): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}
