/**
 * A map for the eye: divided by a number that 99 of 100 of its absolute values do not exceed, so that a single pixel does not make the others
 * pale. A map of zeros stays one.
 * @returns in [-1, 1]
 */
export function stretched(map: Float32Array): Float32Array {
  const sizes = map.map(Math.abs).sort();
  const most = sizes[Math.floor(0.99 * (sizes.length - 1))] || sizes.at(-1) || 1;
  return map.map((value) => Math.min(1, Math.max(-1, value / most)));
}
