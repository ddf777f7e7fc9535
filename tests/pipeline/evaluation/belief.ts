import {readFileSync} from "node:fs";
import type {Predictions} from "../../../src/pipeline/evaluation/predictions.js";

/** Numbers of NumPy, SciPy, scikit-learn and statsmodels: `tests/fixtures/sklearn/belief.py`. */
export interface Belief {
  readonly classCount: number;
  readonly yTrue: number[];
  readonly probabilities: number[];
  readonly uniform: BeliefBins;
  readonly quantile: BeliefBins;
  readonly classwise: number;
  readonly temperature: number;
  readonly lossBefore: number;
  readonly lossAfter: number;
  readonly logDeviation: number;
  readonly scaled: number[];
  readonly aurc: number;
  readonly optimal: number;
  readonly thresholds: [number, number | null][];
  readonly cost: {readonly least: number; readonly threshold: number; readonly all: number; readonly none: number};
  readonly fisher: [number, number, number, number, number][];
  readonly newcombe: [number, number, number, number, number, number][];
  readonly ratio: [number, number, number, number, number, number][];
  readonly group: number[];
  readonly sameClasses: {readonly expected: number; readonly accuracy: number; readonly pValue: number};
  readonly normal: [number, number][];
}

interface BeliefBins {
  readonly accuracy: number[];
  readonly confidence: number[];
  readonly ece: number;
  readonly largestGap: number;
}

export const belief: Belief = JSON.parse(readFileSync("tests/fixtures/sklearn/belief.json", "utf8")) as Belief;

/** The answers that the fixture speaks of: 400 rows, 4 classes, too sure of themselves. */
export const tooSure: Predictions = answersOf(belief.yTrue, belief.probabilities, belief.classCount);

/** Predictions from rows of probabilities. */
export function answersOf(yTrue: readonly number[], rows: readonly number[], classCount: number): Predictions {
  const probabilities = Float32Array.from(rows);
  const yPred = Uint8Array.from(yTrue, (_, row) => {
    const own = probabilities.subarray(row * classCount, (row + 1) * classCount);
    return own.indexOf(Math.max(...own));
  });
  const classNames = Array.from({length: classCount}, (_, k) => `class ${k}`);
  return {classNames, count: yTrue.length, yTrue: Uint8Array.from(yTrue), yPred, probabilities};
}

/** Two classes, all of the first: each row's confidence, and whether the answer is right. */
export function twoClasses(rows: readonly (readonly [number, boolean])[]): Predictions {
  return answersOf(
    rows.map(() => 0),
    rows.flatMap(([confidence, right]) => (right ? [confidence, 1 - confidence] : [1 - confidence, confidence])),
    2,
  );
}
