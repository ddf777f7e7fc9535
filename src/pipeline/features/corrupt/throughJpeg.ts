import {decodeJpeg, encodeJpeg} from "../../../core/jpeg.js";
import type {PictureShape} from "../augment/types.js";

/**
 * A picture after it was written as a JPEG and read again. A grey one is written as a colour picture without colour.
 * @param picture [height, width, channels], channels 1 or 3
 * @param quality 1 to 100
 */
export async function throughJpeg(
  picture: Uint8Array,
  [height, width, channels]: PictureShape,
  quality: number,
): Promise<Uint8Array> {
  const pixels =
    channels === 3 ? picture : Uint8Array.from({length: 3 * picture.length}, (_, i) => picture[Math.floor(i / 3)]!);
  const read = await decodeJpeg(await encodeJpeg({width, height, pixels}, {quality}));
  return channels === 3 ? read.pixels : read.pixels.filter((_, i) => i % 3 === 0);
}
