import type {Draw} from "./types.js";

/**
 * A draw from the beta distribution with both parameters `alpha` (Jöhnk, "Erzeugung von betaverteilten und gammaverteilten
 * Zufallszahlen", Metrika 8, 1964), on the scale of logarithms, where small parameters underflow no number. Of its trials 95 %
 * succeed at 0.2, half of them at 1, one in seventy at 4.
 * @returns in [0, 1]
 */
export function drawBeta(alpha: number, draw: Draw): number {
  for (;;) {
    const x = Math.log(1 - draw()) / alpha;
    const y = Math.log(1 - draw()) / alpha;
    if (Math.exp(x) + Math.exp(y) <= 1) return 1 / (1 + Math.exp(y - x));
  }
}
