import {encode} from "fast-png";
import type {Picture} from "../../core/payload.js";

/** Bytes of one picture. */
export interface Pixels {
  /** [height, width, channels], 0 to 255; channels 1 (grey) or 3 (RGB). */
  readonly data: Uint8Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Encodes pixels as a PNG data URI; the compressor is plain JavaScript, so the bytes are the same on every machine. */
export function toPicture(
  {data, height, width, channels}: Pixels,
  extra: Pick<Picture, "label" | "tone"> = {},
): Picture {
  const png = encode({data, height, width, channels, depth: 8});
  return {src: `data:image/png;base64,${Buffer.from(png).toString("base64")}`, width, height, ...extra};
}

/** Row `index` of pictures stored one after another; a view, not a copy. */
export function pixelsAt(
  {images, height, width, channels}: {images: Uint8Array; height: number; width: number; channels: number},
  index: number,
): Pixels {
  const size = height * width * channels;
  return {data: images.subarray(index * size, (index + 1) * size), height, width, channels};
}

/** Dark garment on white paper: the data set's own white on black prints as heavy black squares. */
export function inverted({data, ...rest}: Pixels): Pixels {
  return {data: data.map((value) => 255 - value), ...rest};
}
