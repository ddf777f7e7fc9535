import type {Raster} from "./averaged.js";

/** A picture's colour as three planes of [height, width] each. */
export interface ColourPlanes {
  readonly height: number;
  readonly width: number;
  /** Lightness, blue against yellow and red against green, about 0 to 255 and -128 to 127. */
  readonly planes: readonly Float32Array[];
}

/**
 * Parts lightness from colour: luma and chroma of ITU-R BT.601. Lightness counts half, as in CIELAB, where it goes from 0 to 100 and
 * colours from about -100 to 100, so that a shadow weighs less than another colour. Sums and products alone: the same bits everywhere.
 */
export function colourPlanes({values, height, width}: Raster): ColourPlanes {
  const planes = [0, 1, 2].map(() => new Float32Array(height * width));
  const [lightness, blueness, redness] = planes as [Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < height * width; i++) {
    const [red, green, blue] = [values[3 * i]!, values[3 * i + 1]!, values[3 * i + 2]!];
    const luma = lumaOf(red, green, blue);
    lightness[i] = luma / 2;
    blueness[i] = 0.564 * (blue - luma);
    redness[i] = 0.713 * (red - luma);
  }
  return {height, width, planes};
}

/** Grey of a colour, as Fashion-MNIST's ImageMagick and most others weigh it (ITU-R BT.601). */
export function lumaOf(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
