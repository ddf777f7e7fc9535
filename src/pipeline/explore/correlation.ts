/** Pearson's correlation of two pictures, pixel by pixel, in [-1, 1]; a picture of one colour correlates with nothing: 0. */
export function correlation(xs: Uint8Array | Float32Array, ys: Uint8Array | Float32Array): number {
  let [sumX, sumY, sumXX, sumYY, sumXY] = [0, 0, 0, 0, 0];
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    const y = ys[i]!;
    sumX += x;
    sumY += y;
    sumXX += x * x;
    sumYY += y * y;
    sumXY += x * y;
  }
  const n = xs.length;
  const spread = Math.sqrt((n * sumXX - sumX * sumX) * (n * sumYY - sumY * sumY));
  return spread > 0 ? (n * sumXY - sumX * sumY) / spread : 0;
}
