import type {Draw, Patches, PictureShape} from "./types.js";

/** Draws squares of noise over a picture, [height, width, channels]. */
export function drawPatches(
  picture: Float32Array,
  [height, width, channels]: PictureShape,
  {count, smallest, largest, probability = 1}: Patches,
  draw: Draw,
): void {
  for (let i = 0; i < count; i++) {
    if (draw() >= probability) continue;
    const side = smallest + Math.floor(draw() * (largest - smallest + 1));
    const top = Math.floor(draw() * (height - side + 1));
    const left = Math.floor(draw() * (width - side + 1));
    for (let y = top; y < top + side; y++) {
      const start = (y * width + left) * channels;
      for (let at = start; at < start + side * channels; at++) picture[at] = Math.floor(draw() * 256);
    }
  }
}
