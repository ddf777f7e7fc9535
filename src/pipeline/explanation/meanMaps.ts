/**
 * The mean map of each class.
 * @param maps [count, height, width]
 * @param labels [count], class indices
 * @param size height * width
 * @returns one map a class, [height, width]; all zero for a class without a map
 */
export function meanMaps(
  maps: Float32Array,
  labels: ArrayLike<number>,
  {size, classCount}: MeanMapsOptions,
): Float32Array[] {
  const counts = new Float64Array(classCount);
  const sums = Array.from({length: classCount}, () => new Float64Array(size));
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    counts[label]!++;
    for (let i = 0; i < size; i++) sums[label]![i]! += maps[row * size + i]!;
  }
  return sums.map((sum, label) => Float32Array.from(sum, (value) => value / (counts[label] || 1)));
}

/** Options for {@link meanMaps}. */
export interface MeanMapsOptions {
  /** Pixels of a map: height * width. */
  readonly size: number;
  readonly classCount: number;
}
