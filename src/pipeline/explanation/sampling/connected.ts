import type {Grid, Superpixels} from "./superpixels.js";

/** Options for {@link connected}. */
export interface ConnectedOptions {
  /** Pixels below which a piece is given to the neighbour with which it shares the longest border. */
  readonly smallest: number;
}

/**
 * Makes pieces that hang together out of labels that may not.
 * @param labels [height, width]; pixels of one label that touch by their sides belong together
 * @returns numbered in reading order
 */
export function connected(
  labels: Int32Array,
  {height, width}: Pick<Grid, "height" | "width">,
  {smallest}: ConnectedOptions,
): Superpixels {
  const pieces = piecesOf(labels, {height, width});
  const sizes = sizesOf(pieces);
  for (;;) {
    const small = smallestOf(sizes);
    if (small === undefined || sizes[small]! >= smallest) break;
    const neighbour = closestNeighbour(pieces, small, {height, width});
    if (neighbour === undefined) break; // the whole picture
    pieces.forEach((piece, i) => {
      if (piece === small) pieces[i] = neighbour;
    });
    sizes[neighbour]! += sizes[small]!;
    sizes[small] = 0;
  }
  return renumbered(pieces);
}

/** Fills each piece from its first pixel. */
function piecesOf(labels: Int32Array, size: Pick<Grid, "height" | "width">): Int32Array {
  const pieces = new Int32Array(labels.length).fill(-1);
  let count = 0;
  labels.forEach((label, start) => {
    if (pieces[start] !== -1) return;
    const open = [start];
    pieces[start] = count;
    for (let pixel = open.pop(); pixel !== undefined; pixel = open.pop()) {
      for (const next of beside(pixel, size)) {
        if (pieces[next] !== -1 || labels[next] !== label) continue;
        pieces[next] = count;
        open.push(next);
      }
    }
    count++;
  });
  return pieces;
}

function sizesOf(pieces: Int32Array): number[] {
  const sizes: number[] = [];
  for (const piece of pieces) sizes[piece] = (sizes[piece] ?? 0) + 1;
  return sizes;
}

/** The smallest piece that is left; of equal ones the first. */
function smallestOf(sizes: readonly number[]): number | undefined {
  let found: number | undefined;
  sizes.forEach((size, piece) => {
    if (size > 0 && (found === undefined || size < sizes[found]!)) found = piece;
  });
  return found;
}

function closestNeighbour(pieces: Int32Array, piece: number, size: Pick<Grid, "height" | "width">): number | undefined {
  const borders = new Map<number, number>();
  pieces.forEach((each, pixel) => {
    if (each !== piece) return;
    for (const next of beside(pixel, size)) {
      const other = pieces[next]!;
      if (other !== piece) borders.set(other, (borders.get(other) ?? 0) + 1);
    }
  });
  return [...borders].sort(([a, m], [b, n]) => n - m || a - b)[0]?.[0];
}

function beside(pixel: number, {height, width}: Pick<Grid, "height" | "width">): number[] {
  const [y, x] = [Math.floor(pixel / width), pixel % width];
  const next: number[] = [];
  if (y > 0) next.push(pixel - width);
  if (x > 0) next.push(pixel - 1);
  if (x < width - 1) next.push(pixel + 1);
  if (y < height - 1) next.push(pixel + width);
  return next;
}

function renumbered(pieces: Int32Array): Superpixels {
  const numbers = new Map<number, number>();
  const labels = pieces.map((piece) => {
    const number = numbers.get(piece) ?? numbers.size;
    numbers.set(piece, number);
    return number;
  });
  return {labels, count: numbers.size};
}
