import {type ClassTally, f1} from "../scores.js";

/** Figures that follow from hits, truths and predictions of each class. */
export interface CountScores {
  /** Share of right answers, in [0, 1]; of single answers also precision, recall and F1 in their micro average. */
  readonly accuracy: number;
  /** Mean recall of the classes that have examples, in [0, 1]. */
  readonly balancedAccuracy: number;
  /** Means over the classes that occur in truth or answers, in [0, 1]. */
  readonly macroPrecision: number;
  readonly macroRecall: number;
  readonly macroF1: number;
  /** Means weighted by the classes' examples, in [0, 1]; the weighted recall is the accuracy. */
  readonly weightedPrecision: number;
  readonly weightedF1: number;
  /** Cohen's kappa: agreement beyond that of chance, at most 1, 0 for chance; 0 where truth and answers are all one class. */
  readonly kappa: number;
  /** Matthews correlation, in [-1, 1], 0 for chance; 0 where truth or answers are all one class. */
  readonly mcc: number;
}

/**
 * Scores of a set of answers as scikit-learn defines them; 0 where a denominator is 0.
 * Sources: J. Cohen, "A coefficient of agreement for nominal scales" (1960); J. Gorodkin, "Comparing two K-category assignments by a
 * K-category correlation coefficient" (2004).
 */
export function countScores(tallies: readonly ClassTally[]): CountScores {
  const present = tallies.filter(({support, predicted}) => support + predicted > 0);
  const withExamples = present.filter(({support}) => support > 0);
  const sum = (of: (tally: ClassTally) => number): number => present.reduce((total, tally) => total + of(tally), 0);
  const all = sum(({support}) => support);
  const hits = sum((tally) => tally.hits);
  const chance = sum(({support, predicted}) => support * predicted);
  const spread = (of: (tally: ClassTally) => number): number => all * all - sum((tally) => of(tally) ** 2);
  const macro = (of: (tally: ClassTally) => number): number => ratio(sum(of), present.length);
  const weighted = (of: (tally: ClassTally) => number): number =>
    ratio(
      sum((each) => each.support * of(each)),
      all,
    );
  return {
    accuracy: ratio(hits, all),
    balancedAccuracy: ratio(sum(recall), withExamples.length),
    macroPrecision: macro(precision),
    macroRecall: macro(recall),
    macroF1: macro(f1),
    weightedPrecision: weighted(precision),
    weightedF1: weighted(f1),
    kappa: ratio(hits * all - chance, all * all - chance),
    mcc: ratio(hits * all - chance, Math.sqrt(spread(({support}) => support) * spread(({predicted}) => predicted))),
  };
}

/** Tallies of rows, each of which counts as often as its weight says. */
export function weightedTallies(
  yTrue: Uint8Array,
  yPred: Uint8Array,
  {weights, classCount}: {readonly weights: Uint16Array; readonly classCount: number},
): ClassTally[] {
  const [hits, support, predicted] = [0, 1, 2].map(() => new Float64Array(classCount)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let row = 0; row < weights.length; row++) {
    const weight = weights[row]!;
    const truth = yTrue[row]!;
    const answer = yPred[row]!;
    support[truth]! += weight;
    predicted[answer]! += weight;
    if (truth === answer) hits[truth]! += weight;
  }
  return Array.from(hits, (n, k) => ({hits: n, support: support[k]!, predicted: predicted[k]!}));
}

function precision({hits, predicted}: ClassTally): number {
  return ratio(hits, predicted);
}

function recall({hits, support}: ClassTally): number {
  return ratio(hits, support);
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
