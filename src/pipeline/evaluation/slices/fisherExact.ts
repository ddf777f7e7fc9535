/** Counts of a table of two rows and two columns. */
export interface TwoByTwo {
  readonly right: number;
  readonly wrong: number;
  readonly otherRight: number;
  readonly otherWrong: number;
}

/**
 * Two-sided p-value of Fisher's exact test: the chance, with all margins as they are, of a table that is no likelier than this one.
 * It holds for any counts, few as they may be; 1 where a margin is 0. Source: R. A. Fisher, "The logic of inductive inference",
 * J. R. Stat. Soc. 98 (1935). The weights go out from the likeliest table by their ratios: no logarithm, no table of factorials.
 */
export function fisherExact({right, wrong, otherRight, otherWrong}: TwoByTwo): number {
  const [own, all, rights] = [right + wrong, right + wrong + otherRight + otherWrong, right + otherRight];
  const [least, most] = [Math.max(0, own + rights - all), Math.min(own, rights)];
  const mode = Math.min(most, Math.max(least, Math.floor(((own + 1) * (rights + 1)) / (all + 2))));
  const weights = new Float64Array(most - least + 1);
  weights[mode - least] = 1;
  /** Weight of k + 1 over that of k. */
  const ratio = (k: number): number => ((own - k) * (rights - k)) / ((k + 1) * (all - own - rights + k + 1));
  for (let k = mode; k < most; k++) weights[k + 1 - least] = weights[k - least]! * ratio(k);
  for (let k = mode - 1; k >= least; k--) weights[k - least] = weights[k + 1 - least]! / ratio(k);
  // Tables that are equally likely must not be parted by rounding.
  const limit = weights[right - least]! * (1 + 1e-7);
  let [tail, total] = [0, 0];
  for (const weight of weights) {
    total += weight;
    if (weight <= limit) tail += weight;
  }
  return Math.min(1, tail / total);
}
