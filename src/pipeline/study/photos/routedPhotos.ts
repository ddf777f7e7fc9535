import type {Predictions} from "../../evaluation/predictions.js";
import {atThreshold, type RoutedShare} from "../../evaluation/routing/atThreshold.js";
import {shareOf} from "./answersByClass.js";

/** What a threshold does to the answers; nothing is known, from 0 to 1, where there is no answer. */
export function routedPhotos(answers: Predictions, threshold: number): RoutedShare {
  if (answers.count > 0) return atThreshold(answers, threshold);
  return {threshold, count: 0, answered: 0, wrong: 0, caught: 0, coverage: shareOf(0, 0), risk: shareOf(0, 0)};
}
