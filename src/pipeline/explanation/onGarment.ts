/** Pictures whose background is exactly 0. */
export interface Pictures {
  /** [count, height, width, channels], 0 to 255 */
  readonly images: Uint8Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** How much of what a map points at is garment. */
export interface OnGarment {
  /** Mean share of a map's weight that lies on pixels above 0, in [0, 1]; maps without weight are left out. */
  readonly onGarment: number;
  /** Mean share of the pixels above 0: what a map that points everywhere would reach, in [0, 1]. */
  readonly garment: number;
}

/**
 * Compares maps with the garments' outlines.
 * @param maps [count, height, width], none negative
 */
export function onGarment(maps: Float32Array, {images, count, height, width, channels}: Pictures): OnGarment {
  const size = height * width;
  let [onGarment, garment, weighed] = [0, 0, 0];
  for (let row = 0; row < count; row++) {
    let [inside, total, covered] = [0, 0, 0];
    for (let i = 0; i < size; i++) {
      const pixel = (row * size + i) * channels;
      const isGarment = images.subarray(pixel, pixel + channels).some((value) => value > 0);
      const weight = maps[row * size + i]!;
      total += weight;
      if (!isGarment) continue;
      inside += weight;
      covered++;
    }
    garment += covered / size;
    if (total === 0) continue;
    onGarment += inside / total;
    weighed++;
  }
  return {onGarment: onGarment / Math.max(1, weighed), garment: garment / Math.max(1, count)};
}
