import {confidenceAt, type Predictions} from "../predictions.js";
import {type RoutingCosts, refundCase} from "../routing/refundCase.js";
import {manualCost} from "../routing/routingCost.js";

/**
 * What each picture costs where a threshold decides who answers.
 * @param thresholds one for all answers, or one for each answered class, [classCount]
 * @returns [count], in the currency of the costs; expected, as a reviewer errs at a rate
 * @throws LookbookError `bad-option` for impossible costs
 */
export function pictureCosts(
  predictions: Predictions,
  thresholds: number | ArrayLike<number>,
  costs: RoutingCosts = refundCase,
): Float64Array {
  const {count, yTrue, yPred} = predictions;
  const manual = manualCost(costs);
  return Float64Array.from({length: count}, (_, row) => {
    const threshold = typeof thresholds === "number" ? thresholds : thresholds[yPred[row]!]!;
    if (confidenceAt(predictions, row) < threshold) return manual;
    return yTrue[row] === yPred[row] ? 0 : costs.error;
  });
}
