import type {Neighbours} from "./nearest/nearestPoints.js";

/** A symmetric matrix of weights between points, zero almost everywhere: the entries of each row, in the order of their columns. */
export interface Weights {
  readonly count: number;
  /** [count + 1]: where each row begins. */
  readonly starts: Int32Array;
  /** Column of each entry. */
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/**
 * Makes weights of points and their neighbours symmetric.
 * @param directed [count, size], from each point to each of its neighbours
 * @param join what becomes of the two weights of a pair, either of which may be 0; symmetric
 */
export function symmetric(
  {count, size, rows}: Pick<Neighbours, "count" | "size" | "rows">,
  directed: Float64Array,
  join: (there: number, back: number) => number,
): Weights {
  const known = Array.from({length: count}, () => new Map<number, [there: number, back: number]>());
  for (let i = 0; i < count; i++) {
    for (let place = i * size; place < (i + 1) * size; place++) {
      const j = rows[place]!;
      pairOf(known[i]!, j)[0] = directed[place]!;
      pairOf(known[j]!, i)[1] = directed[place]!;
    }
  }
  const starts = new Int32Array(count + 1);
  known.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.size;
  });
  const columns = new Int32Array(starts[count]!);
  const values = new Float64Array(starts[count]!);
  known.forEach((row, i) => {
    const inOrder = Int32Array.from(row.keys()).sort();
    columns.set(inOrder, starts[i]!);
    values.set(
      Float64Array.from(inOrder, (j) => join(...row.get(j)!)),
      starts[i]!,
    );
  });
  return {count, starts, columns, values};
}

function pairOf(row: Map<number, [number, number]>, column: number): [number, number] {
  const pair = row.get(column) ?? [0, 0];
  row.set(column, pair);
  return pair;
}
