import {LookbookError} from "../../../core/errors.js";
import {holm} from "../../../core/holm.js";
import type {Interval} from "../../../core/payload.js";
import {wilson} from "../../../core/statistics.js";
import type {Predictions} from "../predictions.js";
import {fisherExact, type TwoByTwo} from "./fisherExact.js";
import {type SameClasses, sameClasses} from "./sameClasses.js";
import {shareDifference} from "./shareDifference.js";
import type {Slice} from "./slice.js";

/** How a slice fares. */
export interface SliceResult {
  readonly kind: string;
  readonly name: string;
  readonly count: number;
  readonly right: number;
  /** Wilson's interval; 0, from 0 to 1, for an empty slice. */
  readonly accuracy: Interval;
  /** Too few rows to say much: fewer than the minimum. */
  readonly small: boolean;
  /** Its accuracy minus that of all other rows (Newcombe's interval); 0, from -1 to 1, where there are no others or none of its own. */
  readonly difference: Interval;
  /** Fisher's exact test of that difference, corrected by Holm's method for all slices asked about at once. */
  readonly pValue: number;
  /** The same with the mix of classes held fixed; undefined where that compares nothing, as for slices by class. */
  readonly sameClasses?: SameClasses;
}

/** Options for {@link evaluateSlices}. */
export interface EvaluateSlicesOptions {
  /** Rows below which a slice counts as small; defaults to 30. */
  readonly minimum?: number;
  /** Confidence of the intervals; defaults to 0.95. */
  readonly level?: 0.9 | 0.95 | 0.99;
}

/**
 * Accuracy slice by slice, each against the rest, as it is and with the mix of classes held fixed. Both families of p-values are
 * corrected by Holm's method over all slices of the call: whoever looks at many slices finds a bad one by chance.
 * @throws LookbookError `bad-data` where there is no prediction, `bad-shape` for a row that is none of the predictions' or comes twice
 */
export function evaluateSlices(
  predictions: Predictions,
  slices: readonly Slice[],
  {minimum = 30, level = 0.95}: EvaluateSlicesOptions = {},
): SliceResult[] {
  const {count, yTrue, classNames} = predictions;
  if (count === 0) throw new LookbookError("bad-data", "evaluateSlices: expected at least one prediction, got none");
  const right = Uint8Array.from(yTrue, (truth, row) => Number(truth === predictions.yPred[row]));
  const results = slices.map((slice) => {
    const classes = tablesOf({inside: membership(slice, count), right, yTrue, classCount: classNames.length});
    const table = classes.reduce(add);
    const size = table.right + table.wrong;
    const accuracy = wilson(table.right, size, level);
    const fixed = sameClasses(classes, level);
    return {
      kind: slice.kind,
      name: slice.name,
      count: size,
      right: table.right,
      accuracy: size === 0 ? {...accuracy, value: 0} : accuracy,
      small: size < minimum,
      difference: shareDifference(table, level),
      pValue: fisherExact(table),
      ...(fixed && {sameClasses: fixed}),
    };
  });
  return corrected(results);
}

function corrected(results: readonly SliceResult[]): SliceResult[] {
  const raw = holm(results.map(({pValue}) => pValue));
  const compared = results.filter((result) => result.sameClasses !== undefined);
  const fixed = holm(compared.map((result) => result.sameClasses!.pValue));
  return results.map((result, i) => {
    const {sameClasses: own} = result;
    return {
      ...result,
      pValue: raw[i]!,
      ...(own && {sameClasses: {...own, pValue: fixed[compared.indexOf(result)]!}}),
    };
  });
}

/** [count], 1 for the rows of the slice. */
function membership({kind, name, rows}: Slice, count: number): Uint8Array {
  const inside = new Uint8Array(count);
  for (const row of rows) {
    if (!Number.isInteger(row) || row < 0 || row >= count || inside[row] === 1) {
      throw new LookbookError(
        "bad-shape",
        `evaluateSlices: the slice "${name}" (${kind}) should hold rows from 0 to ${count - 1}, each once; got ${row}`,
      );
    }
    inside[row] = 1;
  }
  return inside;
}

interface Rows {
  readonly inside: Uint8Array;
  readonly right: Uint8Array;
  readonly yTrue: Uint8Array;
  readonly classCount: number;
}

/** Slice and rest, right and wrong: a table for each class. */
function tablesOf({inside, right, yTrue, classCount}: Rows): TwoByTwo[] {
  const counts = Array.from({length: classCount}, () => [0, 0, 0, 0]);
  for (let row = 0; row < yTrue.length; row++) counts[yTrue[row]!]![2 * inside[row]! + right[row]!]!++;
  return counts.map(([otherWrong, otherRight, wrong, own]) => ({
    right: own!,
    wrong: wrong!,
    otherRight: otherRight!,
    otherWrong: otherWrong!,
  }));
}

function add(a: TwoByTwo, b: TwoByTwo): TwoByTwo {
  return {
    right: a.right + b.right,
    wrong: a.wrong + b.wrong,
    otherRight: a.otherRight + b.otherRight,
    otherWrong: a.otherWrong + b.otherWrong,
  };
}
