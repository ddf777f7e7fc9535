import type {Interval} from "../../../core/payload.js";
import {wilson} from "../../../core/statistics.js";
import type {Predictions} from "../predictions.js";
import {rowLosses} from "./rowLosses.js";

/** Wrong answers whose second guess would have been right. */
export interface SecondGuess {
  readonly errors: number;
  /** Share of the errors, with Wilson's 95 % interval; 0, between 0 and 1, where there is no error. */
  readonly right: Interval;
}

/** How often the second likeliest class is the truth where the likeliest is not. */
export function secondGuess(predictions: Predictions): SecondGuess {
  const {rank} = rowLosses(predictions);
  const errors = rank.reduce((sum, before) => sum + Number(before > 0), 0);
  const right = rank.reduce((sum, before) => sum + Number(before === 1), 0);
  return {errors, right: errors > 0 ? wilson(right, errors) : {value: 0, low: 0, high: 1, level: 0.95}};
}
