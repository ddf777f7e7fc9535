import type {ExampleSet, ImageSet} from "../../dataset/imageSet.js";

/**
 * Pictures as grids of mean greys, in which a shift by a pixel weighs little.
 * @param rows which ones, in this order; all by default
 * @param cells cells a side; a picture that is smaller keeps its own size
 */
export function pooledRows(set: ImageSet, rows?: readonly number[], cells: number = 7): ExampleSet {
  const {images, labels, width, height, channels} = set;
  const [down, across] = [Math.min(cells, height), Math.min(cells, width)];
  const count = rows?.length ?? set.count;
  const pooled = new Float32Array(count * down * across);
  const size = height * width * channels;
  const weights = new Float32Array(down * across);
  const cellOf = Int32Array.from({length: size}, (_, i) => {
    const pixel = Math.floor(i / channels);
    const [y, x] = [Math.floor(pixel / width), pixel % width];
    return Math.floor((y * down) / height) * across + Math.floor((x * across) / width);
  });
  for (const cell of cellOf) weights[cell]!++;
  for (let i = 0; i < count; i++) {
    const from = (rows ? rows[i]! : i) * size;
    const to = i * weights.length;
    for (let j = 0; j < size; j++) pooled[to + cellOf[j]!]! += images[from + j]!;
    for (let cell = 0; cell < weights.length; cell++) pooled[to + cell]! /= weights[cell]!;
  }
  const own = rows ? Uint8Array.from(rows, (row) => labels[row]!) : labels;
  return {...set, images: pooled, labels: own, count, height: down, width: across, channels: 1};
}
