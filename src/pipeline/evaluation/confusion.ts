/**
 * Counts how often class `i` was taken for class `j`.
 * @returns `counts[i][j]`, [classCount, classCount]; rows are truth, columns prediction
 * @example confusion([0, 1, 1], [0, 1, 0], 2) // [[1, 0], [1, 1]]
 */
export function confusion(yTrue: ArrayLike<number>, yPred: ArrayLike<number>, classCount: number): number[][] {
  const counts = Array.from({length: classCount}, () => new Array<number>(classCount).fill(0));
  for (let i = 0; i < yTrue.length; i++) counts[yTrue[i]!]![yPred[i]!]!++;
  return counts;
}
