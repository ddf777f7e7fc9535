import {confidenceAt, type Predictions} from "../predictions.js";

/** Scored things from the highest score to the lowest, and which of them are what is looked for. */
export interface Ranking {
  /** Rows that the things belong to; things of one row are drawn together by a bootstrap. */
  readonly rows: Int32Array;
  readonly scores: Float32Array;
  /** 1 for what is looked for, else 0. */
  readonly positive: Uint8Array;
  /** 1 where the next score is lower: no threshold parts things of one score. */
  readonly ends: Uint8Array;
}

/** All rows by the probability of class `k`; the class's own are what is looked for. */
export function oneAgainstRest({yTrue, count, classNames, probabilities}: Predictions, k: number): Ranking {
  const classCount = classNames.length;
  return ranked(count, {
    score: (row) => probabilities[row * classCount + k]!,
    isPositive: (row) => yTrue[row] === k,
    rowOf: (row) => row,
  });
}

/** All pairs of a row and a class by their probability, which is what a micro average looks at; the true pairs are what is looked for. */
export function pooled({yTrue, count, classNames, probabilities}: Predictions): Ranking {
  const classCount = classNames.length;
  const rowOf = (pair: number): number => Math.floor(pair / classCount);
  return ranked(count * classCount, {
    score: (pair) => probabilities[pair]!,
    isPositive: (pair) => yTrue[rowOf(pair)] === pair % classCount,
    rowOf,
  });
}

/** All rows from the least sure answer to the surest; errors are what is looked for. */
export function byDoubt(predictions: Predictions): Ranking {
  const {yTrue, yPred, count} = predictions;
  return ranked(count, {
    score: (row) => 1 - confidenceAt(predictions, row),
    isPositive: (row) => yTrue[row] !== yPred[row],
    rowOf: (row) => row,
  });
}

interface Scored {
  score(thing: number): number;
  isPositive(thing: number): boolean;
  rowOf(thing: number): number;
}

function ranked(count: number, {score, isPositive, rowOf}: Scored): Ranking {
  const known = Float32Array.from({length: count}, (_, i) => score(i));
  const order = Int32Array.from({length: count}, (_, i) => i).sort((a, b) => known[b]! - known[a]! || a - b);
  const scores = Float32Array.from(order, (i) => known[i]!);
  return {
    rows: order.map(rowOf),
    scores,
    positive: Uint8Array.from(order, (i) => Number(isPositive(i))),
    ends: Uint8Array.from(scores, (value, i) => Number(value !== scores[i + 1])),
  };
}
