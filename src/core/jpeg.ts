import {LookbookError} from "./errors.js";
import {type JpegHeader, readJpegHeader} from "./jpegHeader.js";
import {mozjpegDecode, mozjpegEncode} from "./mozjpeg.js";

/** A colour picture of 8 bits a channel. */
export interface RgbImage {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, shape [height, width, 3], 0 to 255. */
  readonly pixels: Uint8Array;
}

/** Options for {@link decodeJpeg}. */
export interface DecodeJpegOptions {
  /** Pictures of more pixels are refused before they take memory (about 11 bytes a pixel); defaults to 40 million. */
  readonly maxPixels?: number;
}

/** Options for {@link encodeJpeg}. */
export interface EncodeJpegOptions {
  /** 1 (coarse) to 100 (fine), as the quality of the Independent JPEG Group: it scales the tables of the standard's Annex K. */
  readonly quality: number;
}

/**
 * Reads a JPEG with mozjpeg compiled to WebAssembly: the same bits on every machine.
 * The picture stands upright as its EXIF orientation says; a grey one gets three equal channels; colour profiles are not applied.
 *
 * @throws LookbookError `bad-file` for bytes that are no JPEG, end early or are broken, for CMYK and for pictures that are too large
 */
export async function decodeJpeg(
  bytes: Uint8Array,
  {maxPixels = 40_000_000}: DecodeJpegOptions = {},
): Promise<RgbImage> {
  assertReadable(readJpegHeader(bytes), maxPixels);
  const {width, height, data} = await mozjpegDecode(bytes);
  return {width, height, pixels: withoutAlpha(data)};
}

/**
 * Writes a baseline JPEG with mozjpeg compiled to WebAssembly: the same bytes on every machine. Chroma is halved in both directions
 * below quality 80 and in one below 90. mozjpeg drops faint coefficients that other writers keep (trellis quantisation), so a file
 * is smaller than theirs at the same quality.
 *
 * @throws LookbookError `bad-option` for a quality outside 1 to 100; `bad-shape` where pixels do not fit width and height
 */
export async function encodeJpeg({width, height, pixels}: RgbImage, {quality}: EncodeJpegOptions): Promise<Uint8Array> {
  if (!(Number.isInteger(quality) && quality >= 1 && quality <= 100)) {
    throw new LookbookError("bad-option", `quality of a JPEG: expected a whole number from 1 to 100, got ${quality}`);
  }
  const fits = [width, height].every((side) => Number.isInteger(side) && side >= 1 && side <= 65_500);
  if (!fits || pixels.length !== width * height * 3) {
    const expected = `width and height from 1 to 65,500 and pixels of shape [height, width, 3]`;
    throw new LookbookError(
      "bad-shape",
      `JPEG: expected ${expected}, got ${width} x ${height} and ${pixels.length} values`,
    );
  }
  return await mozjpegEncode({width, height, data: withAlpha(pixels)}, quality);
}

function assertReadable({width, height, channels, bits}: JpegHeader, maxPixels: number): void {
  if (channels === 4) {
    throw new LookbookError("bad-file", "the JPEG has four channels (CMYK): save it as RGB and try again");
  }
  if (bits !== 8)
    throw new LookbookError("bad-file", `the JPEG has ${bits} bits a channel: expected 8; save it with 8`);
  if (width * height > maxPixels) {
    const limit = maxPixels.toLocaleString("en");
    throw new LookbookError(
      "bad-file",
      `the JPEG has ${width} x ${height} pixels, more than the ${limit} that are read: make it smaller`,
    );
  }
}

function withoutAlpha(rgba: Uint8ClampedArray): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = rgba[from]!;
    rgb[to + 1] = rgba[from + 1]!;
    rgb[to + 2] = rgba[from + 2]!;
  }
  return rgb;
}

function withAlpha(rgb: Uint8Array): Uint8ClampedArray {
  const rgba = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255);
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from]!;
    rgba[to + 1] = rgb[from + 1]!;
    rgba[to + 2] = rgb[from + 2]!;
  }
  return rgba;
}
