import {LookbookError} from "./errors.js";

/**
 * P-values that stay honest when several comparisons are made at once: compared with alpha as they are, they keep the chance of even
 * one false alarm among all below alpha, whatever depends on whatever.
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6 (1979).
 * @param pValues in [0, 1]
 * @returns the adjusted ones, in the same order
 * @throws LookbookError `bad-option` for a number that is no p-value
 */
export function holm(pValues: readonly number[]): number[] {
  const bad = pValues.find((p) => !(p >= 0 && p <= 1));
  if (bad !== undefined) throw new LookbookError("bad-option", `holm: p-values must lie in [0, 1], got ${bad}`);
  const order = pValues.map((_, i) => i).sort((a, b) => pValues[a]! - pValues[b]! || a - b);
  const adjusted = new Array<number>(pValues.length);
  let least = 0;
  for (const [rank, i] of order.entries()) {
    least = Math.max(least, Math.min(1, (pValues.length - rank) * pValues[i]!));
    adjusted[i] = least;
  }
  return adjusted;
}
