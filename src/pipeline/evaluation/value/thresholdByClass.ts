import type {Predictions} from "../predictions.js";
import {type RoutingCosts, refundCase} from "../routing/refundCase.js";
import {cheapestThreshold} from "../routing/routingCost.js";

/**
 * A threshold for each answered class: of least cost among the validation pictures that were answered so.
 * @returns [classCount], in [0, 1], or Infinity where a person is cheaper throughout; a class that was never answered gets the threshold for all
 * @throws LookbookError as `cheapestThreshold` does
 */
export function thresholdByClass(validation: Predictions, costs: RoutingCosts = refundCase): Float64Array {
  const {classNames, yPred} = validation;
  const forAll = cheapestThreshold(validation, costs);
  return Float64Array.from(classNames, (_, k) => {
    const rows = [...yPred.keys()].filter((row) => yPred[row] === k);
    return rows.length === 0 ? forAll : cheapestThreshold(rowsOf(validation, rows), costs);
  });
}

function rowsOf({classNames, yTrue, yPred, probabilities}: Predictions, rows: readonly number[]): Predictions {
  const classCount = classNames.length;
  const own = new Float32Array(rows.length * classCount);
  rows.forEach((row, i) => {
    own.set(probabilities.subarray(row * classCount, (row + 1) * classCount), i * classCount);
  });
  return {
    classNames,
    count: rows.length,
    yTrue: Uint8Array.from(rows, (row) => yTrue[row]!),
    yPred: Uint8Array.from(rows, (row) => yPred[row]!),
    probabilities: own,
  };
}
