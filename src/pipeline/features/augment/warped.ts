import type {AffineMap} from "./inverseMap.js";
import type {Source} from "./moved.js";

/**
 * Writes a picture moved along an affine map into `target`, [height, width, channels]. Each pixel is interpolated once, between
 * the four around the place that it comes from (bilinear); beyond the border lies the grey level `fill`.
 */
export function warped(target: Float32Array, {images, from, shape, fill}: Source, map: AffineMap): void {
  const [height, width, channels] = shape;
  const level = (x: number, y: number, c: number): number =>
    x >= 0 && x < width && y >= 0 && y < height ? images[from + (y * width + x) * channels + c]! : fill;
  let to = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = map.xx * x + map.xy * y + map.x0;
      const row = map.yx * x + map.yy * y + map.y0;
      const left = Math.floor(column);
      const top = Math.floor(row);
      const [dx, dy] = [column - left, row - top];
      for (let c = 0; c < channels; c++) {
        const upper = (1 - dx) * level(left, top, c) + dx * level(left + 1, top, c);
        const lower = (1 - dx) * level(left, top + 1, c) + dx * level(left + 1, top + 1, c);
        target[to++] = (1 - dy) * upper + dy * lower;
      }
    }
  }
}
