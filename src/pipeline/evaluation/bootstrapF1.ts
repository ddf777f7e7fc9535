import type {Interval} from "../../core/payload.js";
import type {Random} from "../../core/random.js";
import {quantile} from "../../core/statistics.js";
import {confusion} from "./confusion.js";
import type {Predictions} from "./predictions.js";
import {classTallies, f1, macroF1} from "./scores.js";

/** Intervals of F1. */
export interface F1Intervals {
  readonly perClass: readonly Interval[];
  readonly macro: Interval;
}

/** Options for {@link bootstrapF1}. */
export interface BootstrapF1Options {
  readonly random: Random;
  readonly rounds: number;
  readonly level: number;
}

/**
 * Percentile bootstrap of all F1 figures at once: rows are drawn with replacement, each round fills one confusion matrix.
 * Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 */
export function bootstrapF1(predictions: Predictions, {random, rounds, level}: BootstrapF1Options): F1Intervals {
  const {yTrue, yPred, count, classNames} = predictions;
  const classCount = classNames.length;
  const cells = Uint16Array.from(yTrue, (truth, i) => truth * classCount + yPred[i]!);
  const draws = Array.from({length: classCount + 1}, () => new Float64Array(rounds));
  const drawn = new Uint32Array(classCount * classCount);
  for (let round = 0; round < rounds; round++) {
    drawn.fill(0);
    for (let i = 0; i < count; i++) drawn[cells[random.int(count)]!]!++;
    const counts = classTallies(matrixOf(drawn, classCount));
    for (const [k, each] of counts.entries()) draws[k]![round] = f1(each);
    draws[classCount]![round] = macroF1(counts);
  }
  const interval = (value: number, values: Float64Array): Interval => ({
    value,
    low: quantile(values, (1 - level) / 2),
    high: quantile(values, (1 + level) / 2),
    level,
  });
  const counts = classTallies(confusion(yTrue, yPred, classCount));
  return {
    perClass: counts.map((each, k) => interval(f1(each), draws[k]!)),
    macro: interval(macroF1(counts), draws[classCount]!),
  };
}

function matrixOf(cells: Uint32Array, classCount: number): number[][] {
  return Array.from({length: classCount}, (_, i) => Array.from(cells.subarray(i * classCount, (i + 1) * classCount)));
}
