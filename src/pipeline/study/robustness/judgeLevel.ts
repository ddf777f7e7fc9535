import {mean, wilson} from "../../../core/statistics.js";
import {compare} from "../../evaluation/compare.js";
import {confidenceAt, type Predictions} from "../../evaluation/predictions.js";
import type {RobustnessLevel} from "./robustness.js";

/** Options for {@link judgeLevel}. */
export interface JudgeLevelOptions {
  /** Draws the bootstrap. */
  readonly seed: number | string;
  /** From it on a wrong answer counts as a sure one, as answers of this confidence are given without a person. */
  readonly threshold: number;
}

/**
 * What answers on worsened pictures are worth beside those on the pictures as they were.
 * @throws LookbookError `bad-data` where there is no picture, `bad-shape` where the sets differ
 */
export function judgeLevel(
  answers: Predictions,
  clean: Predictions,
  {seed, threshold}: JudgeLevelOptions,
): Omit<RobustnessLevel, "strength"> {
  const {difference, pValue} = compare(clean, answers, {seed});
  const confidences = Float64Array.from({length: answers.count}, (_, row) => confidenceAt(answers, row));
  const wrong = wrongRows(answers);
  const sure = wrong.filter((row) => confidences[row]! >= threshold);
  const loud = wilson(sure.length, wrong.length);
  return {
    accuracy: wilson(answers.count - wrong.length, answers.count),
    cost: difference,
    pValue,
    confidence: mean(confidences),
    loud: wrong.length === 0 ? {...loud, value: 0} : loud,
    collapse: commonest(wrong, answers),
    answers,
  };
}

/** Rows that were answered wrongly. */
export function wrongRows({yTrue, yPred}: Predictions): number[] {
  return Array.from(yTrue.keys()).filter((row) => yPred[row] !== yTrue[row]);
}

function commonest(wrong: readonly number[], {yPred, classNames}: Predictions): RobustnessLevel["collapse"] {
  if (wrong.length === 0) return null;
  const counts = classNames.map((_, label) => wrong.filter((row) => yPred[row] === label).length);
  const most = Math.max(...counts);
  return {name: classNames[counts.indexOf(most)]!, share: most / wrong.length};
}
