/** What one box shows, as values. */
export interface BoxSummary {
  readonly q1: number;
  readonly median: number;
  readonly q3: number;
  readonly low: number;
  readonly high: number;
  readonly mean: number | undefined;
  /** Examples shown as dots. */
  readonly points: readonly number[];
}

/** Quartiles by linear interpolation (Hyndman and Fan's fifth kind, as Plotly), whiskers to the last value within 1.5 boxes. */
export function summarise(values: readonly number[], shown: unknown): BoxSummary {
  const sorted = [...values].sort((a, b) => a - b);
  const quantile = (share: number): number => {
    const place = Math.min(sorted.length - 1, Math.max(0, share * sorted.length - 0.5));
    const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return below + (above - below) * (place % 1);
  };
  const [q1, median, q3] = [quantile(0.25), quantile(0.5), quantile(0.75)];
  const low = Math.min(q1, sorted.find((value) => value >= 2.5 * q1 - 1.5 * q3) ?? q1);
  const high = Math.max(q3, sorted.filter((value) => value <= 2.5 * q3 - 1.5 * q1).at(-1) ?? q3);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const points = shown === "all" ? sorted : shown === "outliers" ? sorted.filter((v) => v < low || v > high) : [];
  return {q1, median, q3, low, high, mean, points};
}
