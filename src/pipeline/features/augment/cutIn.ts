import type {Draw, PictureShape} from "./types.js";

/**
 * Lays a rectangle of another picture over a picture, in place. It has the picture's own proportions, a centre anywhere and the
 * area 1 - `share`, and is cut off at the border (Yun et al., "CutMix", ICCV 2019).
 * @param share that the picture is to keep, in [0, 1]
 * @returns the share that it did keep
 */
export function cutIn(
  picture: Float32Array,
  other: Float32Array,
  [height, width, channels]: PictureShape,
  share: number,
  draw: Draw,
): number {
  const side = Math.sqrt(1 - share);
  const [top, bottom] = span(height, side, draw);
  const [left, right] = span(width, side, draw);
  for (let y = top; y < bottom; y++) {
    const [start, end] = [(y * width + left) * channels, (y * width + right) * channels];
    picture.set(other.subarray(start, end), start);
  }
  return 1 - ((bottom - top) * (right - left)) / (height * width);
}

/** From and to (exclusive), along one axis. */
function span(length: number, share: number, draw: Draw): [number, number] {
  const half = Math.floor(Math.floor(length * share) / 2);
  const centre = Math.floor(draw() * length);
  return [Math.max(0, centre - half), Math.min(length, centre + half)];
}
