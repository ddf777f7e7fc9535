import {connected} from "./connected.js";
import type {Cells, Grid, Superpixels} from "./superpixels.js";

/** Options for {@link slic}. */
export interface SlicOptions {
  /** Where the clusters begin: one in the middle of each cell. */
  readonly cells: Cells;
  readonly compactness: number;
}

/**
 * Simple linear iterative clustering: k-means over grey level and place, each cluster looking no further than twice the distance
 * between two of them; what does not hang together or is smaller than a quarter of a cell is then given to its neighbours.
 * Source: Achanta, Shaji, Smith, Lucchi, Fua, Süsstrunk, "SLIC superpixels compared to state-of-the-art superpixel methods", IEEE TPAMI
 * 34 (2012); ten rounds, as there. Grey levels stand on the scale of lightness, 0 to 100.
 * @param picture [height, width, channels], grey levels
 */
export function slic(
  picture: Uint8Array | Float32Array,
  {height, width, channels}: Grid,
  {cells, compactness}: SlicOptions,
): Superpixels {
  const spacing = Math.sqrt((height * width) / (cells.rows * cells.columns));
  const pixels = Float64Array.from(picture, (level) => (level * 100) / 255);
  const place = (compactness * compactness) / (spacing * spacing);
  const centres = firstCentres(pixels, {height, width, channels}, cells);
  const labels = new Int32Array(height * width);
  const nearest = new Float64Array(height * width);
  const reach = Math.ceil(2 * spacing);
  for (let round = 0; round < rounds; round++) {
    nearest.fill(Number.POSITIVE_INFINITY);
    centres.forEach(({y, x, levels}, k) => {
      const [top, bottom] = [Math.max(0, Math.round(y) - reach), Math.min(height - 1, Math.round(y) + reach)];
      const [left, right] = [Math.max(0, Math.round(x) - reach), Math.min(width - 1, Math.round(x) + reach)];
      for (let row = top; row <= bottom; row++) {
        for (let column = left; column <= right; column++) {
          const i = row * width + column;
          const away = (row - y) * (row - y) + (column - x) * (column - x);
          const distance = greyDistance(pixels, i, levels) + place * away;
          if (distance >= nearest[i]!) continue;
          nearest[i] = distance;
          labels[i] = k;
        }
      }
    });
    moveCentres(centres, pixels, labels, width);
  }
  return connected(labels, {height, width}, {smallest: (spacing * spacing) / 4});
}

const rounds = 10;

interface Centre {
  y: number;
  x: number;
  /** [channels], 0 to 100 */
  levels: Float64Array;
}

/** In the middle of each cell, or on the flattest of the nine pixels there: not on an edge. */
function firstCentres(pixels: Float64Array, {height, width, channels}: Grid, {rows, columns}: Cells): Centre[] {
  const levelsAt = (y: number, x: number): Float64Array => {
    const from = (Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * channels;
    return pixels.subarray(from, from + channels);
  };
  const steepness = (y: number, x: number): number =>
    squaredDistance(levelsAt(y + 1, x), levelsAt(y - 1, x)) + squaredDistance(levelsAt(y, x + 1), levelsAt(y, x - 1));
  return Array.from({length: rows * columns}, (_, k) => {
    let y = Math.floor(((Math.floor(k / columns) + 0.5) * height) / rows);
    let x = Math.floor((((k % columns) + 0.5) * width) / columns);
    let least = steepness(y, x);
    const [middleY, middleX] = [y, x];
    for (let row = Math.max(0, middleY - 1); row <= Math.min(height - 1, middleY + 1); row++) {
      for (let column = Math.max(0, middleX - 1); column <= Math.min(width - 1, middleX + 1); column++) {
        const found = steepness(row, column);
        if (found < least) [least, y, x] = [found, row, column];
      }
    }
    return {y, x, levels: levelsAt(y, x).slice()};
  });
}

/** Each to the mean of its pixels; one without pixels stays. */
function moveCentres(centres: readonly Centre[], pixels: Float64Array, labels: Int32Array, width: number): void {
  const channels = pixels.length / labels.length;
  const sums = centres.map(() => ({count: 0, y: 0, x: 0, levels: new Float64Array(channels)}));
  labels.forEach((label, i) => {
    const sum = sums[label]!;
    sum.count++;
    sum.y += Math.floor(i / width);
    sum.x += i % width;
    for (let c = 0; c < channels; c++) sum.levels[c]! += pixels[i * channels + c]!;
  });
  centres.forEach((centre, k) => {
    const {count, y, x, levels} = sums[k]!;
    if (count === 0) return;
    centre.y = y / count;
    centre.x = x / count;
    centre.levels = levels.map((level) => level / count);
  });
}

function greyDistance(pixels: Float64Array, pixel: number, levels: Float64Array): number {
  let sum = 0;
  for (let c = 0; c < levels.length; c++) {
    const difference = pixels[pixel * levels.length + c]! - levels[c]!;
    sum += difference * difference;
  }
  return sum;
}

function squaredDistance(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, level, c) => sum + (level - b[c]!) * (level - b[c]!), 0);
}
