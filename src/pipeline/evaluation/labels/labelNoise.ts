import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {bootstrapRows} from "../metrics/bootstrapRows.js";
import {numbered} from "../metrics/numbered.js";
import type {Predictions} from "../predictions.js";
import {calibratedJoint} from "./calibratedJoint.js";
import {confidentClass, confidentJoint} from "./confidentJoint.js";
import {confidentThresholds} from "./confidentThresholds.js";

/** How many labels are estimated to be wrong. */
export interface LabelNoise {
  readonly count: number;
  /** Share of all labels, in [0, 1]. */
  readonly rate: Interval;
  /** `joint[given][true]`, expected numbers of labels; see `calibratedJoint`. */
  readonly joint: readonly (readonly number[])[];
  /** Pairs of classes with any, the most labels first. */
  readonly pairs: readonly NoisyPair[];
}

/** Labels of one class that belong to another, by the estimate. */
export interface NoisyPair {
  /** Class index and name of the label. */
  readonly given: number;
  readonly givenName: string;
  /** Class index and name of what the picture shows. */
  readonly actual: number;
  readonly actualName: string;
  /** Labels that the model confidently contradicts so, before they are scaled to all. */
  readonly confident: number;
  /** Expected number of labels. */
  readonly expected: number;
  /** Their share of the labels of the given class, in [0, 1]. */
  readonly rate: Interval;
}

/** Options for {@link labelNoise}. */
export interface LabelNoiseOptions {
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 200. */
  readonly rounds?: number;
  /** Confidence of the percentile intervals, in (0, 1); defaults to 0.95. */
  readonly level?: number;
}

/**
 * Estimates the share of wrong labels, overall and for each pair of classes, with bootstrap intervals over the pictures: thresholds,
 * joint and calibration are worked out anew in each round. The intervals know nothing of how good the model is; where it takes right
 * labels for wrong ones, the estimate is too high.
 * @param predictions of a model that had not seen these labels: out of fold, or of a test set
 * @throws LookbookError `bad-data` where there is no prediction, `bad-option` for rounds or a level out of range
 */
export function labelNoise(
  predictions: Predictions,
  {seed = 0, rounds = 200, level = 0.95}: LabelNoiseOptions = {},
): LabelNoise {
  const {count, classNames} = predictions;
  const confident = confidentJoint(predictions);
  const joint = calibratedJoint(confident);
  const figures = (times: Uint16Array): Record<string, number> => {
    const drawn = jointOf(predictions, times);
    const rates = drawn.flatMap((row) => row.map((_, actual) => shareOf(row, actual)));
    return {rate: wrongShare(drawn), ...numbered("pair", rates)};
  };
  const intervals = bootstrapRows(count, figures, {random: seeded(seed).fork("label noise"), rounds, level});
  const pairs = joint.flatMap((row, given) =>
    row.flatMap((expected, actual) => {
      if (given === actual || expected === 0) return [];
      const [givenName, actualName] = [classNames[given]!, classNames[actual]!];
      const rate = intervals[`pair/${given * classNames.length + actual}`]!;
      return {given, givenName, actual, actualName, confident: confident.counts[given]![actual]!, expected, rate};
    }),
  );
  return {
    count,
    rate: intervals["rate"]!,
    joint,
    pairs: pairs.sort((a, b) => b.expected - a.expected || a.given - b.given || a.actual - b.actual),
  };
}

/** The calibrated joint of rows that each count as often as `times` says. */
function jointOf(predictions: Predictions, times: Uint16Array): number[][] {
  const {count, classNames, yTrue} = predictions;
  const thresholds = confidentThresholds(predictions, times);
  const counts = classNames.map(() => new Array<number>(classNames.length).fill(0));
  const labels = new Array<number>(classNames.length).fill(0);
  for (let row = 0; row < count; row++) {
    if (times[row] === 0) continue;
    labels[yTrue[row]!]! += times[row]!;
    const suggested = confidentClass(predictions, row, thresholds);
    if (suggested >= 0) counts[yTrue[row]!]![suggested]! += times[row]!;
  }
  return calibratedJoint({counts, labels});
}

/** Share of labels off the diagonal. */
function wrongShare(joint: readonly (readonly number[])[]): number {
  let [wrong, all] = [0, 0];
  joint.forEach((row, given) => {
    row.forEach((n, actual) => {
      all += n;
      if (given !== actual) wrong += n;
    });
  });
  return all > 0 ? wrong / all : 0;
}

/** 0 where a redrawn class has no label. */
function shareOf(row: readonly number[], actual: number): number {
  const sum = row.reduce((a, b) => a + b, 0);
  return sum > 0 ? row[actual]! / sum : 0;
}
