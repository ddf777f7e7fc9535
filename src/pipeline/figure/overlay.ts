import type {Pixels} from "./picture.js";

/** Options for {@link overlay}. */
export interface OverlayOptions {
  /** Opacity of the map where it is 1 or -1, in [0, 1]; defaults to 0.65. */
  readonly strength?: number;
  /** How pale the picture under the map is: 0 as it is, 1 white; defaults to 0.45, so that a map shows on a dark garment, too. */
  readonly paleness?: number;
}

/**
 * Lays a map over a picture: the picture in pale grey, the map from transparent through yellow to red where it speaks for the class, and
 * to blue where it speaks against.
 *
 * @param pixels one picture, grey or RGB
 * @param map [height, width], in [-1, 1]
 * @returns RGB, the same height and width
 */
export function overlay(
  pixels: Pixels,
  map: Float32Array,
  {strength = 0.65, paleness = 0.45}: OverlayOptions = {},
): Pixels {
  const {height, width, channels} = pixels;
  const data = new Uint8Array(height * width * 3);
  for (let i = 0; i < height * width; i++) {
    const heat = Math.min(1, Math.max(-1, map[i]!));
    const colour = heat < 0 ? cold(-heat) : warm(heat);
    const opacity = strength * Math.abs(heat);
    for (let c = 0; c < 3; c++) {
      const level = pixels.data[i * channels + (channels === 3 ? c : 0)]!;
      const base = level + paleness * (255 - level);
      data[i * 3 + c] = Math.round((1 - opacity) * base + opacity * colour[c]!);
    }
  }
  return {data, height, width, channels: 3};
}

/** Yellow (weak) to red (strong); lightness falls with heat, so it reads in grey print too. */
function warm(heat: number): readonly [number, number, number] {
  return [255 - 60 * heat, 210 * (1 - heat) + 20 * heat, 60 * (1 - heat)];
}

/** Pale (weak) to deep blue (strong). */
function cold(heat: number): readonly [number, number, number] {
  return [140 * (1 - heat) + 20 * heat, 200 * (1 - heat) + 60 * heat, 255 - 75 * heat];
}
