import {LookbookError} from "./errors.js";

/**
 * Two-sided quantile of Student's t distribution: the `t` with P(|T| <= t) = level.
 * @param level in (0, 1)
 * @param degrees of freedom, a whole number of at least 1
 * @throws LookbookError `bad-option` for anything else
 */
export function studentT(level: number, degrees: number): number {
  if (!(level > 0 && level < 1) || !Number.isInteger(degrees) || degrees < 1) {
    throw new LookbookError(
      "bad-option",
      `studentT: expected a level in (0, 1) and whole degrees of freedom from 1, got ${level} and ${degrees}`,
    );
  }
  let [low, high] = [0, 1];
  while (inside(high, degrees) < level) high *= 2;
  for (let middle = high / 2; low < middle && middle < high; middle = (low + high) / 2) {
    if (inside(middle, degrees) < level) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * P(|T| <= t) as the finite sum that whole degrees of freedom allow.
 * Source: M. Abramowitz, I. Stegun, "Handbook of Mathematical Functions" (1964), 26.7.3 and 26.7.4.
 */
function inside(t: number, degrees: number): number {
  const cosine2 = degrees / (degrees + t * t);
  const sine = t / Math.sqrt(degrees + t * t);
  const odd = degrees % 2 === 1;
  let term = odd ? Math.sqrt(cosine2) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let k = odd ? 3 : 2; k <= degrees - 2; k += 2) {
    term *= (cosine2 * (k - 1)) / k;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (Math.atan(t / Math.sqrt(degrees)) + sine * sum) : sine * sum;
}
