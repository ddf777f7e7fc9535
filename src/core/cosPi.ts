/**
 * The cosine of pi times `x`, for x in [0, 1], by its series: Math.cos differs in the last bit between versions of Node.
 * The sine of pi times `x` is `cosPi(Math.abs(0.5 - x))`.
 */
export function cosPi(x: number): number {
  if (x > 0.5) return -cosPi(1 - x);
  const square = Math.PI * x * (Math.PI * x);
  let [term, sum] = [1, 1];
  for (let k = 2; k <= 24; k += 2) {
    term *= -square / (k * (k - 1));
    sum += term;
  }
  return sum;
}
