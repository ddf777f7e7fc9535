/** Height and width in pixels. */
export type MapSize = readonly [height: number, width: number];

/** Where the positions of a map lie in the picture, along one axis: `i` on pixel `offset + stride * i`. */
export interface Axis {
  readonly stride: number;
  readonly offset: number;
}

/** Options for {@link resizeBilinear}. */
export interface ResizeOptions {
  readonly from: MapSize;
  readonly to: MapSize;
  /** Defaults to an even stretch, pixel centres at half positions (OpenCV; PyTorch without align_corners). */
  readonly axes?: readonly [rows: Axis, columns: Axis];
}

/**
 * Draws a map at the size of a picture, bilinearly; beyond its outermost positions the edge is repeated.
 * @param map [height, width], row-major
 */
export function resizeBilinear(map: Float32Array, {from, to, axes}: ResizeOptions): Float32Array {
  const [[height, width], [toHeight, toWidth]] = [from, to];
  const [rows, columns] = axes ?? [stretch(height, toHeight), stretch(width, toWidth)];
  const result = new Float32Array(toHeight * toWidth);
  const across = Array.from({length: toWidth}, (_, x) => neighbours(x, columns, width));
  for (let y = 0; y < toHeight; y++) {
    const [top, bottom, down] = neighbours(y, rows, height);
    for (let x = 0; x < toWidth; x++) {
      const [left, right, share] = across[x]!;
      const above = map[top * width + left]! * (1 - share) + map[top * width + right]! * share;
      const below = map[bottom * width + left]! * (1 - share) + map[bottom * width + right]! * share;
      result[y * toWidth + x] = above * (1 - down) + below * down;
    }
  }
  return result;
}

function stretch(length: number, toLength: number): Axis {
  const stride = toLength / length;
  return {stride, offset: (stride - 1) / 2};
}

/** The two positions of the map around a pixel, and the weight of the second. */
function neighbours(pixel: number, {stride, offset}: Axis, length: number): readonly [number, number, number] {
  const inside = Math.min(length - 1, Math.max(0, (pixel - offset) / stride));
  const first = Math.floor(inside);
  return [first, Math.min(length - 1, first + 1), inside - first];
}
