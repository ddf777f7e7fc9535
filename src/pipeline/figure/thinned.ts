/** At most about `most` points of a curve, evenly spread along a number that rises or falls, first and last among them. */
export function thinned<T>(points: readonly T[], along: (point: T) => number, most = 200): T[] {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length <= most) return [...points];
  const step = Math.abs(along(last) - along(first)) / most;
  let shown = along(first);
  return points.filter((point, i) => {
    const far = i === 0 || i === points.length - 1 || Math.abs(along(point) - shown) >= step;
    if (far) shown = along(point);
    return far;
  });
}
