import {LookbookError} from "../../../core/errors.js";
import type {Interval} from "../../../core/payload.js";
import {seeded} from "../../../core/random.js";
import {wilson} from "../../../core/statistics.js";
import {confusion} from "../confusion.js";
import type {ClassMetrics, Evaluation} from "../evaluate.js";
import type {Predictions} from "../predictions.js";
import {classTallies, f1} from "../scores.js";
import {areasOf} from "./areas.js";
import {bootstrapRows} from "./bootstrapRows.js";
import {type CountScores, countScores, weightedTallies} from "./countScores.js";
import {numbered} from "./numbered.js";
import {oneAgainstRest, pooled} from "./ranking.js";
import {rowLosses, weightedMean} from "./rowLosses.js";

/** Figures of one class against all others. */
export interface ClassScores extends ClassMetrics {
  /** Area under the ROC curve; 0.5, between 0 and 1, where the class has no example or there is no other class. */
  readonly rocArea: Interval;
  /** Average precision; 0, between 0 and 1, where the class has no example. */
  readonly averagePrecision: Interval;
}

/** The whole battery, each figure with its interval; see {@link CountScores} for those that come from counts. */
export interface Metrics extends Evaluation, Readonly<Record<keyof CountScores, Interval>> {
  /** Share of rows whose truth is among the `k` likeliest classes. */
  readonly topK: Interval;
  readonly k: number;
  /** Mean of {@link RowLosses.logLoss} and of {@link RowLosses.brier}. */
  readonly logLoss: Interval;
  readonly brier: Interval;
  /** Means of the classes' areas, over classes for which they are defined. */
  readonly macroRocArea: Interval;
  readonly macroAveragePrecision: Interval;
  /** Areas over all pairs of a row and a class. */
  readonly microRocArea: Interval;
  readonly microAveragePrecision: Interval;
  readonly perClass: readonly ClassScores[];
}

/** Options for {@link metrics}. */
export interface MetricsOptions {
  /** Draws the bootstrap; defaults to 0. */
  readonly seed?: number | string;
  /** Rounds of the bootstrap; defaults to 1000. */
  readonly rounds?: number;
  /** Confidence of all intervals; defaults to 0.95. */
  readonly level?: 0.9 | 0.95 | 0.99;
  /** Guesses of the top-k figure; defaults to 2. */
  readonly k?: number;
}

/**
 * All figures of a set of answers as scikit-learn defines them. Shares of independent rows (accuracy, top-k, precision and recall of a
 * class) get Wilson's interval, all others a percentile bootstrap's, in which one draw of the rows serves all figures. Nothing is ever
 * NaN: a figure that is not defined is what chance would give, between 0 and 1.
 * @throws LookbookError `bad-data` where there is no row, `bad-option` for a `k` that is no number of classes
 */
export function metrics(
  predictions: Predictions,
  {seed = 0, rounds = 1000, level = 0.95, k = 2}: MetricsOptions = {},
): Metrics {
  const {yTrue, yPred, count, classNames} = predictions;
  const classCount = classNames.length;
  if (!Number.isInteger(k) || k < 1 || k > classCount) {
    throw new LookbookError("bad-option", `metrics: k must be a number of classes from 1 to ${classCount}, got ${k}`);
  }
  const {logLoss, brier, rank} = rowLosses(predictions);
  const rankings = [...classNames.map((_, index) => oneAgainstRest(predictions, index)), pooled(predictions)];
  const figures = (weights: Uint16Array): Record<string, number> => {
    const tallies = weightedTallies(yTrue, yPred, {weights, classCount});
    const areas = rankings.map((ranking) => areasOf(ranking, weights));
    return {
      ...countScores(tallies),
      ...numbered("f1", tallies.map(f1)),
      ...numbered("roc", withMacro(areas.map(({roc}) => roc))),
      ...numbered("averagePrecision", withMacro(areas.map(({averagePrecision}) => averagePrecision))),
      logLoss: weightedMean(logLoss, weights),
      brier: weightedMean(brier, weights),
    };
  };
  const intervals = bootstrapRows(count, figures, {random: seeded(seed).fork("bootstrap"), rounds, level});
  const of = (name: string, chance = 0): Interval => intervals[name] ?? {value: chance, low: 0, high: 1, level};
  const share = (hits: number, all: number): Interval => ({
    ...wilson(hits, all, level),
    value: all > 0 ? hits / all : 0,
  });
  const matrix = confusion(yTrue, yPred, classCount);
  const tallies = classTallies(matrix);
  const right = tallies.reduce((sum, {hits}) => sum + hits, 0);
  const among = rank.reduce((sum, before) => sum + Number(before < k), 0);
  const perClass = tallies.map(({hits, support, predicted}, index) => ({
    name: classNames[index]!,
    support,
    precision: share(hits, predicted),
    recall: share(hits, support),
    f1: of(`f1/${index}`),
    rocArea: of(`roc/${index}`, 0.5),
    averagePrecision: of(`averagePrecision/${index}`),
  }));
  return {
    count,
    accuracy: share(right, count),
    topK: share(among, count),
    k,
    balancedAccuracy: of("balancedAccuracy"),
    macroPrecision: of("macroPrecision"),
    macroRecall: of("macroRecall"),
    macroF1: of("macroF1"),
    weightedPrecision: of("weightedPrecision"),
    weightedF1: of("weightedF1"),
    kappa: of("kappa"),
    mcc: of("mcc"),
    logLoss: of("logLoss"),
    brier: of("brier"),
    microRocArea: of(`roc/${classCount}`, 0.5),
    macroRocArea: of(`roc/${classCount + 1}`, 0.5),
    microAveragePrecision: of(`averagePrecision/${classCount}`),
    macroAveragePrecision: of(`averagePrecision/${classCount + 1}`),
    perClass,
    confusion: matrix,
  };
}

/** Each class's area, the pooled one, and behind them the mean over the classes that have one. */
function withMacro(areas: readonly number[]): number[] {
  const defined = areas.slice(0, -1).filter((area) => !Number.isNaN(area));
  return [...areas, defined.reduce((sum, area) => sum + area, 0) / defined.length];
}
