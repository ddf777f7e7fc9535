/** Height and width in pixels. */
export type MapSize = readonly [height: number, width: number];

/**
 * Stretches a map bilinearly, pixel centres at half positions and edges repeated (as in OpenCV and PyTorch without align_corners).
 * @param map [height, width], row-major
 */
export function resizeBilinear(
  map: Float32Array,
  [height, width]: MapSize,
  [toHeight, toWidth]: MapSize,
): Float32Array {
  const result = new Float32Array(toHeight * toWidth);
  const columns = Array.from({length: toWidth}, (_, x) => neighbours(x, toWidth, width));
  for (let y = 0; y < toHeight; y++) {
    const [top, bottom, down] = neighbours(y, toHeight, height);
    for (let x = 0; x < toWidth; x++) {
      const [left, right, across] = columns[x]!;
      const above = map[top * width + left]! * (1 - across) + map[top * width + right]! * across;
      const below = map[bottom * width + left]! * (1 - across) + map[bottom * width + right]! * across;
      result[y * toWidth + x] = above * (1 - down) + below * down;
    }
  }
  return result;
}

/** The two source positions around a target position and the weight of the second. */
function neighbours(position: number, targetLength: number, sourceLength: number): readonly [number, number, number] {
  const exact = ((position + 0.5) * sourceLength) / targetLength - 0.5;
  const inside = Math.min(sourceLength - 1, Math.max(0, exact));
  const first = Math.floor(inside);
  return [first, Math.min(sourceLength - 1, first + 1), inside - first];
}
