import {LookbookError} from "../../../core/errors.js";
import {confidenceAt, type Predictions} from "../predictions.js";

/** Answers in the order in which a rising threshold gives them up: the surest first. */
export interface RankedAnswers {
  readonly count: number;
  /** [count], falling. */
  readonly confidences: Float64Array;
  /** [count], 1 where the answer is wrong. */
  readonly wrong: Uint8Array;
  /** Last place of each group of equal confidences, ascending: no threshold can part such a group. */
  readonly groupEnds: readonly number[];
}

/** Sorts answers by confidence. @throws LookbookError `bad-data` where there is none */
export function rankedAnswers(predictions: Predictions): RankedAnswers {
  const {count, yTrue, yPred} = predictions;
  if (count === 0) throw new LookbookError("bad-data", "routing: expected at least one prediction, got none");
  const confidence = Float64Array.from({length: count}, (_, row) => confidenceAt(predictions, row));
  const order = Int32Array.from({length: count}, (_, row) => row).sort(
    (a, b) => confidence[b]! - confidence[a]! || a - b,
  );
  const confidences = Float64Array.from(order, (row) => confidence[row]!);
  return {
    count,
    confidences,
    wrong: Uint8Array.from(order, (row) => Number(yTrue[row] !== yPred[row])),
    groupEnds: Array.from(confidences.keys()).filter((place) => confidences[place] !== confidences[place + 1]),
  };
}
