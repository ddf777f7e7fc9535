/** The threshold that parts numbers best into two groups. */
export interface Threshold {
  /** Values above it belong to the upper group. */
  readonly value: number;
  /** Share of the variance that the two groups explain, in [0, 1]: near 1 for two clear heaps. */
  readonly clarity: number;
}

/**
 * Otsu's threshold over 256 bins; where a gap between the groups makes several equally good, the middle of it. Source: N. Otsu, "A threshold selection method from gray-level histograms", IEEE Trans. Syst. Man
 * Cybern. 9 (1979).
 * @param values in [0, 1]
 * @returns threshold 0 and clarity 0 where all values fall into one bin
 */
export function otsu(values: ArrayLike<number>): Threshold {
  const bins = 256;
  const counts = new Float64Array(bins);
  for (let i = 0; i < values.length; i++) counts[Math.min(bins - 1, Math.floor(values[i]! * bins))]!++;
  const centre = (bin: number): number => (bin + 0.5) / bins;
  let [total, squares] = [0, 0];
  for (let bin = 0; bin < bins; bin++) {
    total += counts[bin]! * centre(bin);
    squares += counts[bin]! * centre(bin) * centre(bin);
  }
  const count = values.length;
  const variance = squares / count - (total / count) * (total / count);
  let [below, belowSum, best, first, last] = [0, 0, 0, 0, 0];
  for (let bin = 0; bin < bins - 1; bin++) {
    below += counts[bin]!;
    belowSum += counts[bin]! * centre(bin);
    const above = count - below;
    if (below === 0 || above === 0) continue;
    const apart = belowSum / below - (total - belowSum) / above;
    const between = (below * above * apart * apart) / (count * count);
    if (between > best * (1 + 1e-12)) [best, first] = [between, bin + 1];
    if (between >= best * (1 - 1e-12)) last = bin + 1;
  }
  const value = (first + last) / 2 / bins;
  return {value, clarity: variance > 0 ? Math.min(1, best / variance) : 0};
}
