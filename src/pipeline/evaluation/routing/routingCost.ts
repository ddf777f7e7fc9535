import {LookbookError} from "../../../core/errors.js";
import type {Predictions} from "../predictions.js";
import {coverageCurve} from "./coverageCurve.js";
import {type RoutingCosts, refundCase} from "./refundCase.js";

/** What a threshold costs. */
export interface CostPoint {
  /** Answers of at least this confidence are given; 0 answers everything, Infinity nothing. */
  readonly threshold: number;
  /** Share of the pictures that is answered without a person, in [0, 1]. */
  readonly coverage: number;
  /** Expected cost of 1,000 pictures, in the currency of the costs. */
  readonly cost: number;
}

/**
 * The expected cost of each threshold, the highest first: nothing answered, then one point for each confidence that occurs, at last
 * everything answered. A picture below the threshold costs its review and, by the reviewer's error rate, an error.
 * @throws LookbookError `bad-data` where there is no prediction, `bad-option` for costs below 0 or an error rate outside [0, 1]
 */
export function costCurve(predictions: Predictions, costs: RoutingCosts = refundCase): CostPoint[] {
  const manual = manualCost(costs);
  const points = coverageCurve(predictions).map(({threshold, answered, wrong, coverage}) => ({
    threshold,
    coverage,
    cost: (1000 * (wrong * costs.error + (predictions.count - answered) * manual)) / predictions.count,
  }));
  const all = {...points.at(-1)!, threshold: 0};
  return [{threshold: Number.POSITIVE_INFINITY, coverage: 0, cost: 1000 * manual}, ...points.slice(0, -1), all];
}

/**
 * The threshold of least expected cost, the lowest of several: to be chosen on validation pictures and tried on others.
 * @returns in [0, 1]; 0 where no person is worth the cost, Infinity where the model is not
 */
export function cheapestThreshold(validation: Predictions, costs: RoutingCosts = refundCase): number {
  return costCurve(validation, costs).reduce((best, point) => (point.cost <= best.cost ? point : best)).threshold;
}

/**
 * The threshold that would be cheapest if confidence could be believed: a person is asked where the expected cost of an error exceeds
 * that of a review. Source: C. K. Chow, "On optimum recognition error and reject tradeoff", IEEE Trans. Inf. Theory 16 (1970).
 * @returns in [0, 1]; 1 where an error costs nothing to a reviewer who costs nothing, 0 where errors cost nothing
 */
export function believedThreshold(costs: RoutingCosts = refundCase): number {
  const manual = manualCost(costs);
  return costs.error === 0 ? 0 : Math.max(0, 1 - manual / costs.error);
}

/** What a picture costs that a person looks at. @throws LookbookError `bad-option` for costs that are none */
export function manualCost({error, review, reviewerError}: RoutingCosts): number {
  const amounts = [error, review].every((amount) => Number.isFinite(amount) && amount >= 0);
  if (!amounts || !(reviewerError >= 0 && reviewerError <= 1)) {
    throw new LookbookError(
      "bad-option",
      `costs: expected amounts from 0 and a reviewer's error rate in [0, 1], got error ${error}, review ${review}, reviewerError ${reviewerError}`,
    );
  }
  return review + reviewerError * error;
}
