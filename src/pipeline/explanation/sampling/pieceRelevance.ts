import {type Superpixels, superpixels} from "./superpixels.js";

/** Pictures of one size. */
export interface PictureSet {
  /** [count, height, width, channels], raw grey levels */
  readonly images: Uint8Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Brings maps of one picture to common pieces: those superpixels of the picture that show anything. */
export type PieceRelevance = (map: Float32Array) => Float32Array;

/**
 * For each picture, a function from a map ([height, width]) to the mean relevance of each of its superpixels (the default ones) that show
 * anything. Methods differ in how fine they draw; what they say of these pieces can be compared.
 */
export function pieceRelevances({images, count, height, width, channels}: PictureSet): PieceRelevance[] {
  const size = height * width * channels;
  return Array.from({length: count}, (_, row) => {
    const picture = images.subarray(row * size, (row + 1) * size);
    const pieces = superpixels(picture, {height, width, channels});
    const shown = shownPieces(picture, pieces, channels);
    return (map) => {
      const [sums, sizes] = [new Float64Array(pieces.count), new Float64Array(pieces.count)];
      pieces.labels.forEach((piece, i) => {
        sums[piece]! += map[i]!;
        sizes[piece]!++;
      });
      return Float32Array.from(shown, (piece) => sums[piece]! / sizes[piece]!);
    };
  });
}

function shownPieces(picture: Uint8Array, {labels}: Superpixels, channels: number): number[] {
  const shown = new Set<number>();
  picture.forEach((level, i) => {
    if (level > 0) shown.add(labels[Math.floor(i / channels)]!);
  });
  return [...shown].sort((a, b) => a - b);
}
