import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {wilson} from "../../../core/statistics.js";
import {countBelow} from "../countBelow.js";
import type {Predictions} from "../predictions.js";

/** What a threshold on confidence does to a set of pictures. */
export interface RoutedShare {
  readonly threshold: number;
  readonly count: number;
  /** Pictures that the model answers by itself: those of at least this confidence. */
  readonly answered: number;
  /** Wrong answers among them. */
  readonly wrong: number;
  /** Wrong answers that a person gets to see instead. */
  readonly caught: number;
  /** Share of the pictures that the model answers. */
  readonly coverage: Interval;
  /** Share of these answers that is wrong; 0, from 0 to 1, where none is given. */
  readonly risk: Interval;
}

/** Options for {@link atThreshold}. */
export interface AtThresholdOptions {
  /** Confidence of Wilson's intervals; defaults to 0.95. */
  readonly level?: 0.9 | 0.95 | 0.99;
}

/**
 * Sends what lies below a threshold to a person, and counts what becomes of the rest.
 * @param threshold 0 answers everything; anything above 1, such as Infinity, answers nothing
 * @throws LookbookError `bad-data` where there is no prediction, `bad-option` for a threshold that is no number
 */
export function atThreshold(
  predictions: Predictions,
  threshold: number,
  {level = 0.95}: AtThresholdOptions = {},
): RoutedShare {
  const {count} = predictions;
  if (count === 0) throw new LookbookError("bad-data", "atThreshold: expected at least one prediction, got none");
  if (Number.isNaN(threshold)) throw new LookbookError("bad-option", "atThreshold: expected a threshold, got NaN");
  const below = countBelow(predictions, threshold);
  const wrong = countBelow(predictions, Number.POSITIVE_INFINITY).wrong - below.wrong;
  const answered = count - below.right - below.wrong;
  const risk = wilson(wrong, answered, level);
  return {
    threshold,
    count,
    answered,
    wrong,
    caught: below.wrong,
    coverage: wilson(answered, count, level),
    risk: answered === 0 ? {...risk, value: 0} : risk,
  };
}
