/** Median and ends of what several windows measured; undefined for none. */
export function summarise(values) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = (sorted.length - 1) / 2;
  const median = (sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2;
  return {median, min: sorted[0], max: sorted.at(-1)};
}

/**
 * The ratio of two contenders, round by round: both windows of a round saw the same load of the machine, so that the median of the
 * ratios says more than the ratio of the medians. A round that one of them lacks does not count.
 */
export function ratioByRound(rates, references) {
  return summarise(rates.map((rate, round) => rate / (references[round] ?? Number.NaN)));
}
