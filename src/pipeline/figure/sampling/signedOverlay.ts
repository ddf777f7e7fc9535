import type {Pixels} from "../picture.js";

const [red, blue] = [
  [178, 24, 43],
  [33, 102, 172],
] as const;

/**
 * Lays relevance over a picture in pale grey: red for the class, blue against it, the stronger the more; the strongest of a map has full colour.
 * @param pixels one picture, grey or RGB
 * @param map [height, width]
 * @returns RGB, the same height and width
 */
export function signedOverlay({data, height, width, channels}: Pixels, map: Float32Array): Pixels {
  const most = map.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  const mixed = new Uint8Array(height * width * 3);
  for (let i = 0; i < height * width; i++) {
    const share = map[i]! / most;
    const opacity = 0.9 * Math.abs(share);
    for (let c = 0; c < 3; c++) {
      const pale = 255 - (255 - data[i * channels + (channels === 3 ? c : 0)]!) * 0.55;
      mixed[i * 3 + c] = Math.round((1 - opacity) * pale + opacity * (share > 0 ? red : blue)[c]!);
    }
  }
  return {data: mixed, height, width, channels: 3};
}
