import {LookbookError} from "../../../core/errors.js";

/** Pictures whose background is exactly 0. */
export interface Pictures {
  /** [count, height, width, channels], 0 to 255 */
  readonly images: Uint8Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** How much of what each map points at is garment. */
export interface GarmentShares {
  /** Rows whose map has weight; the others say nothing and are left out below. */
  readonly rows: Int32Array;
  /** [rows], share of the map's weight that lies on the garment, in [0, 1]. */
  readonly onGarment: Float64Array;
  /** [rows], share of the picture that the garment covers, in [0, 1]: what a map that points everywhere alike reaches. */
  readonly covered: Float64Array;
}

/**
 * Compares maps with the garments' outlines. What counts as weight is what speaks for the class: relevance above 0.
 * @param maps [count, height, width]
 * @throws LookbookError `bad-shape` for maps of another size
 */
export function garmentShares(maps: Float32Array, {images, count, height, width, channels}: Pictures): GarmentShares {
  const size = height * width;
  if (maps.length !== count * size) {
    throw new LookbookError(
      "bad-shape",
      `garmentShares: expected ${count} maps of ${height} x ${width}, got ${maps.length} numbers`,
    );
  }
  const found: {row: number; onGarment: number; covered: number}[] = [];
  for (let row = 0; row < count; row++) {
    let [inside, total, covered] = [0, 0, 0];
    for (let i = row * size; i < (row + 1) * size; i++) {
      const weight = Math.max(0, maps[i]!);
      total += weight;
      if (images.subarray(i * channels, (i + 1) * channels).every((level) => level === 0)) continue;
      inside += weight;
      covered++;
    }
    if (total > 0) found.push({row, onGarment: inside / total, covered: covered / size});
  }
  return {
    rows: Int32Array.from(found, ({row}) => row),
    onGarment: Float64Array.from(found, ({onGarment}) => onGarment),
    covered: Float64Array.from(found, ({covered}) => covered),
  };
}
