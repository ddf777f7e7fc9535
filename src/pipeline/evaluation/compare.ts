import {LookbookError} from "../../core/errors.js";
import type {Interval} from "../../core/payload.js";
import {seeded} from "../../core/random.js";
import {bootstrap, meanAt} from "../../core/statistics.js";
import {mcnemar} from "./mcnemar.js";
import type {Predictions} from "./predictions.js";

/** Two models on the same pictures. */
export interface Comparison {
  readonly count: number;
  /** Accuracy of the first minus accuracy of the second. */
  readonly difference: Interval;
  /** Rows that only the first got right. */
  readonly onlyFirst: number;
  readonly onlySecond: number;
  readonly bothRight: number;
  readonly bothWrong: number;
  /** McNemar's mid-p value: how surprising this split would be between equals. */
  readonly pValue: number;
  /** McNemar's exact p-value, more cautious. */
  readonly exactPValue: number;
}

/** Options for {@link compare}. */
export interface CompareOptions {
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
  /** Confidence of the interval, in (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Compares two models row by row: McNemar's test, and a paired bootstrap of the difference in accuracy.
 * @throws LookbookError `bad-shape` or `bad-data` when they did not answer on the same rows, `bad-option` for rounds or a level out of range
 */
export function compare(
  first: Predictions,
  second: Predictions,
  {seed = 0, rounds = 1000, level = 0.95}: CompareOptions = {},
): Comparison {
  assertSameRows(first, second);
  const {yTrue, count} = first;
  const outcomes = Int8Array.from(yTrue, (truth, i) => right(first, i, truth) - right(second, i, truth));
  const onlyFirst = outcomes.reduce((sum, outcome) => sum + Number(outcome > 0), 0);
  const onlySecond = outcomes.reduce((sum, outcome) => sum + Number(outcome < 0), 0);
  const bothRight = yTrue.reduce((sum, truth, i) => sum + right(first, i, truth) * right(second, i, truth), 0);
  const {exact, mid} = mcnemar(onlyFirst, onlySecond);
  return {
    count,
    difference: bootstrap(count, (rows) => meanAt(outcomes, rows), {
      random: seeded(seed).fork("paired bootstrap"),
      rounds,
      level,
    }),
    onlyFirst,
    onlySecond,
    bothRight,
    bothWrong: count - bothRight - onlyFirst - onlySecond,
    pValue: mid,
    exactPValue: exact,
  };
}

function right({yPred}: Predictions, row: number, truth: number): number {
  return yPred[row] === truth ? 1 : 0;
}

function assertSameRows(first: Predictions, second: Predictions): void {
  if (first.count !== second.count) {
    throw new LookbookError("bad-shape", `compare: expected the same rows, got ${first.count} and ${second.count}`);
  }
  if (first.count === 0) throw new LookbookError("bad-data", "compare: expected at least one row, got none");
  const row = first.yTrue.findIndex((truth, i) => truth !== second.yTrue[i]);
  if (row >= 0) {
    throw new LookbookError("bad-data", `compare: expected the same rows, but the truth of row ${row} differs`);
  }
}
