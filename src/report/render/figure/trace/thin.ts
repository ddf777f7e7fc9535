/** A point in pixels. */
export type Point = readonly [number, number];

/**
 * A line with no more points than a column of pixels can show: of the points in a column its first, lowest, highest and last,
 * which paints the same pixels (U. Jugel et al., "M4: a visualization-oriented time series data aggregation", VLDB 2014). Lines
 * that turn back stay as they are.
 */
export function thinLine(points: readonly Point[], quota: number): readonly Point[] {
  const known = points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
  if (points.length <= quota || known.length < points.length) return points;
  if (known.some(([x], i) => i > 0 && x < known[i - 1]![0])) return points;
  const columns = new Map<number, Point[]>();
  for (const point of known) {
    const column = columns.get(Math.round(point[0]));
    if (column) column.push(point);
    else columns.set(Math.round(point[0]), [point]);
  }
  return [...columns.values()].flatMap((column) => {
    const low = column.reduce((best, point) => (point[1] < best[1] ? point : best));
    const high = column.reduce((best, point) => (point[1] > best[1] ? point : best));
    const kept = new Set([column[0]!, low, high, column.at(-1)!]);
    return column.filter((point) => kept.has(point));
  });
}

/** Of points in the same square of pixels the first; the squares grow until few enough points are left. Keeps what lies apart. */
export function thinCloud<T extends {readonly x: number; readonly y: number}>(
  points: readonly T[],
  quota: number,
): readonly T[] {
  if (points.length <= quota) return points;
  for (let size = 1; ; size *= 1.25) {
    const seen = new Map<string, T>();
    for (const point of points) {
      const key = `${Math.round(point.x / size)},${Math.round(point.y / size)}`;
      if (!seen.has(key)) seen.set(key, point);
    }
    if (seen.size <= quota || size > 1000) return [...seen.values()];
  }
}
