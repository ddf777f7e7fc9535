/** P-values of McNemar's test. */
export interface McNemar {
  /** Two-sided exact binomial p-value; keeps its promise, a little too cautious. */
  readonly exact: number;
  /** Mid-p value; the one to use (Fagerland, Lydersen, Laake, BMC Med. Res. Methodol. 13:91, 2013). */
  readonly mid: number;
}

/**
 * McNemar's test on paired answers: are the rows that only one of two models got right split evenly?
 * Source: Q. McNemar, Psychometrika 12 (1947); exact and mid-p versions as in Fagerland et al. (2013).
 */
export function mcnemar(onlyFirst: number, onlySecond: number): McNemar {
  const n = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  if (n === 0) return {exact: 1, mid: 1};
  // log of the binomial probability of k out of n at 1/2, by recurrence from k = 0.
  let logTerm = -n * Math.LN2;
  let tail = Math.exp(logTerm);
  for (let k = 1; k <= fewer; k++) {
    logTerm += Math.log((n - k + 1) / k);
    tail += Math.exp(logTerm);
  }
  const point = Math.exp(logTerm);
  return onlyFirst === onlySecond
    ? {exact: 1, mid: 1 - point / 2}
    : {exact: Math.min(1, 2 * tail), mid: Math.min(1, 2 * tail - point)};
}
