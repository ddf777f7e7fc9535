import type {Ranking} from "./ranking.js";

/** Areas under the two curves of a ranking; NaN where one is not defined. */
export interface Areas {
  /** Under the ROC curve, in [0, 1], 0.5 by chance; not defined without both, things looked for and others. */
  readonly roc: number;
  /** Average precision, in [0, 1], the share of what is looked for by chance; not defined where nothing is looked for. */
  readonly averagePrecision: number;
}

/**
 * Both areas in one walk along the ranking. The ROC area is by trapezoids, so a tie counts half (J. A. Hanley, B. J. McNeil, "The
 * meaning and use of the area under a receiver operating characteristic curve", 1982); average precision is the sum of precision times
 * gain in recall over all thresholds, without interpolation, as scikit-learn defines it.
 * @param weights how often each row counts
 */
export function areasOf({rows, positive, ends}: Ranking, weights: Uint16Array): Areas {
  let [hits, alarms, area, precisions] = [0, 0, 0, 0];
  let [newHits, newAlarms] = [0, 0];
  for (let i = 0; i < rows.length; i++) {
    const weight = weights[rows[i]!]!;
    if (positive[i] === 1) newHits += weight;
    else newAlarms += weight;
    if (ends[i] === 0) continue;
    area += newAlarms * (hits + newHits / 2);
    hits += newHits;
    alarms += newAlarms;
    if (newHits > 0) precisions += (newHits * hits) / (hits + alarms);
    newHits = 0;
    newAlarms = 0;
  }
  return {roc: area / (hits * alarms), averagePrecision: precisions / hits};
}
