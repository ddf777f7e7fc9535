import type {Interval} from "../../../core/payload.js";
import {wilson} from "../../../core/statistics.js";
import {rowsByClass} from "../../dataset/rowsByClass.js";
import type {Predictions} from "../../evaluation/predictions.js";

/** How a model answers the pictures of one class. */
export interface ClassAnswers {
  readonly name: string;
  readonly count: number;
  readonly right: number;
  /** With Wilson's interval; 0, from 0 to 1, for a class without pictures. */
  readonly accuracy: Interval;
  /** The wrong answer given most often, and how often; null where none is wrong. */
  readonly mistakenFor: {readonly name: string; readonly count: number} | null;
}

/** The answers class by class, in the order of the classes; classes without pictures are left out. */
export function answersByClass({yTrue, yPred, classNames}: Predictions): ClassAnswers[] {
  return rowsByClass({labels: yTrue, classNames}).flatMap((rows, truth) => {
    if (rows.length === 0) return [];
    const wrong = classNames.map((_, answer) => rows.filter((row) => yPred[row] === answer && answer !== truth).length);
    const most = wrong.reduce((best, count, answer) => (count > wrong[best]! ? answer : best), 0);
    const right = rows.filter((row) => yPred[row] === truth).length;
    return [
      {
        name: classNames[truth]!,
        count: rows.length,
        right,
        accuracy: shareOf(right, rows.length),
        mistakenFor: wrong[most]! > 0 ? {name: classNames[most]!, count: wrong[most]!} : null,
      },
    ];
  });
}

/** A share with Wilson's interval; 0, from 0 to 1, where there is nothing to take a share of. */
export function shareOf(right: number, count: number): Interval {
  return count === 0 ? {value: 0, low: 0, high: 1, level: 0.95} : wilson(right, count);
}
