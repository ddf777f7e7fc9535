import {expOf} from "./exponential.js";

/** Two-sided quantiles of the standard normal distribution: within so many deviations lies that share of it. */
export const normalWidth = {0.9: 1.6448536269514722, 0.95: 1.959963984540054, 0.99: 2.5758293035489004} as const;

/**
 * P(|Z| >= |z|) of the standard normal distribution, right to about 1 part in 10^12.
 * Source: M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions" (1964), 26.2.11 near the middle, 26.2.14 in the tails.
 */
export function normalTails(z: number): number {
  const x = Math.abs(z);
  const density = expOf((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  if (x < 3) {
    let [term, sum] = [x, x];
    for (let k = 3; term > sum * 1e-17; k += 2) {
      term *= (x * x) / k;
      sum += term;
    }
    return 1 - 2 * density * sum;
  }
  let fraction = x;
  for (let k = 100; k >= 1; k--) fraction = x + k / fraction;
  return (2 * density) / fraction;
}
