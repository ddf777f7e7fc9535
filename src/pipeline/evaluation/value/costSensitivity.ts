import type {Interval} from "../../../core/payload.js";
import type {Predictions} from "../predictions.js";
import {atThreshold} from "../routing/atThreshold.js";
import {type RoutingCosts, refundCase} from "../routing/refundCase.js";
import {cheapestThreshold, manualCost} from "../routing/routingCost.js";
import {pictureCosts} from "./pictureCosts.js";
import {type SavingOptions, saving} from "./saving.js";

/** What the model is worth if an assumed price is another. */
export interface CostScenario {
  /** Such as `an error costs twice as much`. */
  readonly name: string;
  readonly costs: RoutingCosts;
  /** Of least cost on the validation pictures, at these prices. */
  readonly threshold: number;
  /** Share of the test pictures that a person sees. */
  readonly reviewed: number;
  /** Of 1,000 pictures: all by hand, and with the model at this threshold. */
  readonly byHand: number;
  readonly withModel: number;
  /** The difference of the two, on the same pictures. */
  readonly saving: Interval;
}

/**
 * What the model saves against a person who looks at everything, under the assumed prices and under others, one changed at a time. The
 * threshold is chosen anew on the validation pictures for each, as whoever has these prices would.
 * @throws LookbookError as `cheapestThreshold` and `saving` do
 */
export function costSensitivity(
  {validation, test}: {readonly validation: Predictions; readonly test: Predictions},
  {costs = refundCase, ...bootstrap}: SavingOptions & {readonly costs?: RoutingCosts} = {},
): CostScenario[] {
  const {error, review, reviewerError} = costs;
  const scenarios: readonly (readonly [string, Partial<RoutingCosts>])[] = [
    ["as assumed", {}],
    ["an error costs half as much", {error: error / 2}],
    ["an error costs twice as much", {error: 2 * error}],
    ["a review costs half as much", {review: review / 2}],
    ["a review costs twice as much", {review: 2 * review}],
    ["reviewers make no errors", {reviewerError: 0}],
    ["reviewers make five times the errors", {reviewerError: Math.min(1, 5 * reviewerError)}],
  ];
  return scenarios.map(([name, change]) => {
    const own = {...costs, ...change};
    const threshold = cheapestThreshold(validation, own);
    const after = pictureCosts(test, threshold, own);
    const manual = manualCost(own);
    const value = saving(new Float64Array(test.count).fill(manual), after, bootstrap);
    const {count, answered} = atThreshold(test, threshold);
    return {
      name,
      costs: own,
      threshold,
      reviewed: (count - answered) / count,
      byHand: 1000 * manual,
      withModel: 1000 * manual - value.value,
      saving: value,
    };
  });
}
