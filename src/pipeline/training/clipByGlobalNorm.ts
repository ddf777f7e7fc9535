/**
 * Shortens a gradient in place to the length `longest` where it is longer, and keeps its direction (Pascanu, Mikolov, Bengio, "On the
 * difficulty of training recurrent neural networks", 2013, algorithm 1). The squares are summed in order and in double precision, so
 * that the bits are the same everywhere, and none overflows. Where the length is no finite number, nothing is changed.
 * @param gradient that of all weights, one behind the other
 * @returns its Euclidean length as it was
 */
export function clipByGlobalNorm(gradient: Float32Array, longest: number): number {
  let squares = 0;
  for (let i = 0; i < gradient.length; i++) squares += gradient[i]! * gradient[i]!;
  const norm = Math.sqrt(squares);
  if (norm > longest && Number.isFinite(norm)) {
    const share = longest / norm;
    for (let i = 0; i < gradient.length; i++) gradient[i]! *= share;
  }
  return norm;
}
