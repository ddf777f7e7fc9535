import {averaged} from "./averaged.js";
import type {Plane} from "./barrierDistance.js";
import {sharpened} from "./sharpened.js";

/** A rectangle of whole pixels; `bottom` and `right` lie outside it. */
export interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Options for {@link frame}. */
export interface FrameOptions {
  /** Pixels of a side of the result. */
  readonly side: number;
  readonly sharpen: boolean;
}

/**
 * Cuts a rectangle out and fits it into a square as Fashion-MNIST was made: the longer side fills the square, the shorter is centred, what
 * is left over is black. Source: H. Xiao et al., arXiv:1708.07747 (2017), section 2.
 * @param grey 0 to 255, light on dark
 * @returns [side, side], 0 to 255, rounded
 */
export function frame(grey: Plane, {top, left, bottom, right}: Box, {side, sharpen}: FrameOptions): Uint8Array {
  const [height, width] = [bottom - top, right - left];
  const cut = new Float32Array(height * width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) cut[y * width + x] = grey.values[(top + y) * grey.width + left + x]!;
  }
  const longest = Math.max(height, width);
  const [rows, columns] = [height, width].map((n) => Math.max(1, Math.round((n * side) / longest))) as [number, number];
  const small = {
    values: averaged({values: cut, height, width, channels: 1}, rows, columns),
    height: rows,
    width: columns,
  };
  const values = sharpen ? sharpened(small) : small.values;
  const result = new Uint8Array(side * side);
  const [above, before] = [Math.floor((side - rows) / 2), Math.floor((side - columns) / 2)];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      result[(above + y) * side + before + x] = Math.max(0, Math.min(255, Math.round(values[y * columns + x]!)));
    }
  }
  return result;
}
