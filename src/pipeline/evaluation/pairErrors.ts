import type {ConfusedPair} from "./confusedPairs.js";
import type {Predictions} from "./predictions.js";
import {type ErrorCase, errorsOf} from "./worstErrors.js";

/**
 * The surest errors of each pair, both ways, surest first: the same number for each pair, so that they fill a grid.
 * @param most for each pair; fewer where one of the pairs has fewer
 * @returns one list a pair, in their order
 */
export function pairErrors(predictions: Predictions, pairs: readonly ConfusedPair[], most: number): ErrorCase[][] {
  const errors = errorsOf(predictions).sort((a, b) => b.confidence - a.confidence || a.row - b.row);
  const each = Math.min(most, ...pairs.map(({count}) => count));
  return pairs.map(({classes}) =>
    errors
      .filter(({trueName, predictedName}) => classes.includes(trueName) && classes.includes(predictedName))
      .slice(0, each),
  );
}
