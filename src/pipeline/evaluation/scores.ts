/** Figures of one class, read off a confusion matrix. */
export interface ClassTally {
  /** Pictures of the class that were recognised. */
  readonly hits: number;
  /** Pictures of the class. */
  readonly support: number;
  /** Pictures that were called this class. */
  readonly predicted: number;
}

/** Hits, truths and predictions of each class. @param confusion rows are truth, columns prediction */
export function classTallies(confusion: readonly (readonly number[])[]): ClassTally[] {
  return confusion.map((row, k) => ({
    hits: row[k]!,
    support: row.reduce((sum, n) => sum + n, 0),
    predicted: confusion.reduce((sum, other) => sum + other[k]!, 0),
  }));
}

/** Harmonic mean of precision and recall; 0 where neither is defined, as scikit-learn has it. */
export function f1({hits, support, predicted}: ClassTally): number {
  return support + predicted === 0 ? 0 : (2 * hits) / (support + predicted);
}

/** Unweighted mean of the F1 of the classes that occur in truth or answers, as scikit-learn has it; 0 where none does. */
export function macroF1(tallies: readonly ClassTally[]): number {
  const present = tallies.filter(({support, predicted}) => support + predicted > 0);
  return present.length === 0 ? 0 : present.reduce((sum, each) => sum + f1(each), 0) / present.length;
}
