import type {Outline} from "./outline.js";
import {type Pose, place} from "./pose.js";

/** Brightness at a point of the garment, about 0 (black) to 1 (white). */
export type Paint = (x: number, y: number) => number;

/** One painted part of a garment; later parts lie over earlier ones. */
export interface Part {
  readonly outline: Outline;
  readonly paint: Paint;
}

/** Samples along each side of a pixel. */
const samples = 3;

/**
 * Paints parts, seen in a pose, on black; only additions, multiplications, divisions and roots, so the bytes are the same everywhere.
 * @param size pixels along each side
 * @param grain added to each pixel that is not black, about -0.05 to 0.05
 * @returns [size, size], 0 to 255
 */
export function paintParts(parts: readonly Part[], pose: Pose, size: number, grain: () => number): Uint8Array {
  const width = size * samples;
  const fine = new Float32Array(width * width);
  for (const {outline, paint} of parts) fill(fine, width, outline, pose, paint);
  const pixels = new Uint8Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const brightness = averageAt(fine, width, row, column);
      if (brightness > 0.01) {
        pixels[row * size + column] = Math.round(255 * Math.max(0, Math.min(1, brightness + grain())));
      }
    }
  }
  return pixels;
}

function averageAt(fine: Float32Array, width: number, row: number, column: number): number {
  let sum = 0;
  for (let i = 0; i < samples; i++) {
    for (let j = 0; j < samples; j++) sum += fine[(row * samples + i) * width + column * samples + j]!;
  }
  return sum / (samples * samples);
}

/** Fills a polygon line by line (even-odd rule), one sample at a time; `paint` sees the point before the pose moved it. */
function fill(fine: Float32Array, width: number, outline: Outline, pose: Pose, paint: Paint): void {
  const {bend, scaleX, scaleY, cos, sin, shiftX, shiftY} = pose;
  const corners = outline.map((point) => place(pose, point));
  const half = width / 2;
  const first = (at: number): number => Math.ceil((at + 1) * half - 0.5);
  const top = Math.max(0, first(Math.min(...corners.map(([, y]) => y))));
  const bottom = Math.min(width, first(Math.max(...corners.map(([, y]) => y))));
  for (let row = top; row < bottom; row++) {
    const y = (row + 0.5) / half - 1;
    const dy = y - shiftY;
    const crossings = crossingsAt(corners, y);
    for (let k = 0; k + 1 < crossings.length; k += 2) {
      const end = Math.min(width, first(crossings[k + 1]!));
      for (let column = Math.max(0, first(crossings[k]!)); column < end; column++) {
        const dx = (column + 0.5) / half - 1 - shiftX;
        const v = (dy * cos - dx * sin) / scaleY;
        const brightness = paint((dx * cos + dy * sin) / scaleX - bend * v * v, v);
        fine[row * width + column] = Math.max(0, Math.min(1, brightness));
      }
    }
  }
}

function crossingsAt(corners: Outline, y: number): number[] {
  const xs: number[] = [];
  let [x1, y1] = corners[corners.length - 1]!;
  for (const [x2, y2] of corners) {
    if (y1 <= y !== y2 <= y) xs.push(x1 + ((y - y1) / (y2 - y1)) * (x2 - x1));
    x1 = x2;
    y1 = y2;
  }
  return xs.sort((a, b) => a - b);
}
