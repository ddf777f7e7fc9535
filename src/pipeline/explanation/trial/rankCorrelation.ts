/**
 * Spearman's rank correlation of two maps; equals share the mean of their ranks.
 * @returns in [-1, 1]; 0 where one of them is the same everywhere, since it then orders nothing
 */
export function rankCorrelation(first: Float32Array, second: Float32Array): number {
  const [a, b] = [centredRanks(first), centredRanks(second)];
  let [product, ownFirst, ownSecond] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    product += a[i]! * b[i]!;
    ownFirst += a[i]! * a[i]!;
    ownSecond += b[i]! * b[i]!;
  }
  const scale = Math.sqrt(ownFirst * ownSecond);
  return scale === 0 ? 0 : product / scale;
}

/** Ranks from 0, less their mean. */
function centredRanks(values: Float32Array): Float64Array {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + end - order.length) / 2;
  }
  return ranks;
}

/** The rank correlation of each map with its like. @param first [count, size] @param second the same @returns [count] */
export function rankCorrelations(first: Float32Array, second: Float32Array, size: number): Float64Array {
  return Float64Array.from({length: first.length / size}, (_, row) =>
    rankCorrelation(first.subarray(row * size, (row + 1) * size), second.subarray(row * size, (row + 1) * size)),
  );
}
