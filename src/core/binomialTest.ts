import {LookbookError} from "./errors.js";

/**
 * Two-sided exact p-value of `successes` out of `trials` where each succeeds with probability `share`: that of all outcomes which are at
 * most as likely as the observed one, as R and SciPy have it; 1 for no trials.
 * Source: W. J. Conover, "Practical Nonparametric Statistics" (1971), 3.1.
 * @throws LookbookError `bad-option` for numbers that are no counts, or a share outside (0, 1)
 */
export function binomialTest(successes: number, trials: number, share: number = 0.5): number {
  const whole = Number.isInteger(successes) && Number.isInteger(trials) && successes >= 0 && successes <= trials;
  if (!whole || !(share > 0 && share < 1)) {
    throw new LookbookError(
      "bad-option",
      `binomialTest: expected whole numbers 0 <= successes <= trials and a share in (0, 1), got ${successes}, ${trials} and ${share}`,
    );
  }
  const odds = Math.log(share / (1 - share));
  const logs = [trials * Math.log(1 - share)];
  for (let k = 1; k <= trials; k++) logs.push(logs[k - 1]! + Math.log((trials - k + 1) / k) + odds);
  // Outcomes that are equally likely differ by rounding.
  const observed = logs[successes]! + 1e-7;
  return Math.min(
    1,
    logs.reduce((sum, log) => (log <= observed ? sum + Math.exp(log) : sum), 0),
  );
}
