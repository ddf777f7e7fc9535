import type {Pixels} from "./picture.js";

/** Pictures of one size side by side with a white gap of two pixels; RGB. */
export function strip(pictures: readonly Pixels[]): Pixels {
  const {height, width} = pictures[0]!;
  const gap = 2;
  const total = pictures.length * (width + gap) - gap;
  const data = new Uint8Array(height * total * 3).fill(255);
  for (const [i, pixels] of pictures.entries()) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = (y * width + x) * pixels.channels;
        const to = (y * total + i * (width + gap) + x) * 3;
        for (let c = 0; c < 3; c++) data[to + c] = pixels.data[from + (pixels.channels === 3 ? c : 0)]!;
      }
    }
  }
  return {data, height, width: total, channels: 3};
}
