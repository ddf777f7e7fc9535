import {seeded} from "../../../core/random.js";
import type {Judged} from "./reliability.js";

/** What is drawn anew, for each kind of bins at once. */
export interface RedrawnRows extends Judged {
  /** [kind][count], index of each row's bin. */
  readonly binOf: readonly Uint16Array[];
  readonly binCount: number;
}

/** Calibration errors of data that might have been, [rounds] each. */
export interface RedrawnErrors {
  /** Rows drawn with replacement. */
  readonly bootstrap: Float64Array;
  /** Every answer drawn right with the probability that the model gave it. */
  readonly calibrated: Float64Array;
  /** Mean confidence minus accuracy of the rows drawn with replacement. */
  readonly surplus: Float64Array;
}

/**
 * Redraws the expected calibration error of each kind of bins. In a bin, count times gap is the sum of confidence minus rightness: one
 * sum a bin is all that a round needs.
 */
export function redrawErrors(
  {confidences, right, binOf, binCount}: RedrawnRows,
  {rounds, seed}: {readonly rounds: number; readonly seed: number | string},
): RedrawnErrors[] {
  const count = confidences.length;
  const differences = confidences.map((confidence, row) => confidence - right[row]!);
  const results = binOf.map(() => ({
    bootstrap: new Float64Array(rounds),
    calibrated: new Float64Array(rounds),
    surplus: new Float64Array(rounds),
  }));
  const rows = Int32Array.from({length: count}, (_, row) => row);
  const drawn = new Float64Array(count);
  const sums = new Float64Array(binCount);
  const [bootstrap, answers] = [seeded(seed).fork("calibration"), seeded(seed).fork("calibrated answers")];
  for (let round = 0; round < rounds; round++) {
    for (let row = 0; row < count; row++) {
      const confidence = confidences[row]!;
      drawn[row] = answers.next() < confidence ? confidence - 1 : confidence;
    }
    results.forEach(({calibrated}, kind) => {
      sums.fill(0);
      for (let row = 0; row < count; row++) sums[binOf[kind]![row]!]! += drawn[row]!;
      calibrated[round] = sums.reduce(addSize, 0) / count;
    });
    for (let i = 0; i < count; i++) rows[i] = bootstrap.int(count);
    results.forEach((result, kind) => {
      sums.fill(0);
      for (let i = 0; i < count; i++) sums[binOf[kind]![rows[i]!]!]! += differences[rows[i]!]!;
      result.bootstrap[round] = sums.reduce(addSize, 0) / count;
      result.surplus[round] = sums.reduce((sum, value) => sum + value, 0) / count;
    });
  }
  return results;
}

function addSize(sum: number, value: number): number {
  return sum + Math.abs(value);
}
