import type {ImageSet} from "../../dataset/imageSet.js";

/** Numbers that describe each picture, [count] each. */
export interface PictureTraits {
  /** Mean grey of the garment's pixels, 0 to 255. */
  readonly brightness: Float64Array;
  /** Standard deviation of the garment's pixels, 0 to 127.5. */
  readonly contrast: Float64Array;
  /** Share of the picture that the garment's pixels cover, in [0, 1]. */
  readonly size: Float64Array;
  /** Distance of the garment's centre of mass from the picture's centre, in pixels. */
  readonly offset: Float64Array;
}

/** Options for {@link pictureTraits}. */
export interface PictureTraitsOptions {
  /** The darkest grey that is garment; what is below is ground. Defaults to 8, above the ground's specks. */
  readonly ground?: number;
}

/** Brightness, contrast, size and position of the garment in each picture, on a black ground; all 0 where a picture is all ground. */
export function pictureTraits(set: ImageSet, {ground = 8}: PictureTraitsOptions = {}): PictureTraits {
  const traits = {
    brightness: new Float64Array(set.count),
    contrast: new Float64Array(set.count),
    size: new Float64Array(set.count),
    offset: new Float64Array(set.count),
  };
  for (let row = 0; row < set.count; row++) {
    const {brightness, contrast, size, offset} = traitsOf(set, row, ground);
    traits.brightness[row] = brightness;
    traits.contrast[row] = contrast;
    traits.size[row] = size;
    traits.offset[row] = offset;
  }
  return traits;
}

type Traits = Readonly<Record<keyof PictureTraits, number>>;

function traitsOf({images, height, width, channels}: ImageSet, row: number, ground: number): Traits {
  let [garment, mass, squares, across, down] = [0, 0, 0, 0, 0];
  const pixels = height * width;
  for (let pixel = 0; pixel < pixels; pixel++) {
    const grey = greyAt(images, (row * pixels + pixel) * channels, channels);
    if (grey < ground) continue;
    garment++;
    squares += grey * grey;
    mass += grey;
    across += grey * ((pixel % width) - (width - 1) / 2);
    down += grey * (Math.floor(pixel / width) - (height - 1) / 2);
  }
  if (mass === 0) return {brightness: 0, contrast: 0, size: 0, offset: 0};
  const brightness = mass / garment;
  return {
    brightness,
    contrast: Math.sqrt(Math.max(0, squares / garment - brightness * brightness)),
    size: garment / pixels,
    offset: Math.sqrt(across * across + down * down) / mass,
  };
}

function greyAt(images: Uint8Array, at: number, channels: number): number {
  let sum = 0;
  for (let channel = 0; channel < channels; channel++) sum += images[at + channel]!;
  return sum / channels;
}
