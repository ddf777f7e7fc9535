import {encodeJpeg} from "../../../core/jpeg.js";
import type {HoverPictures} from "../../../core/payload.js";
import type {ImageSet} from "../../dataset/imageSet.js";

/** Options for {@link hoverPictures}. */
export interface HoverPicturesOptions {
  /** Of the JPEG, 1 to 100; defaults to 25, at which 10,000 pictures of 28 x 28 take 1.3 MB in the page. */
  readonly quality?: number;
}

/** All pictures of a set on one sheet, dark on white, in the order of the rows. */
export async function hoverPictures(
  {images, count, height, width, channels}: ImageSet,
  {quality = 25}: HoverPicturesOptions = {},
): Promise<HoverPictures> {
  const columns = Math.max(1, Math.ceil(Math.sqrt(count)));
  const sheet = {width: columns * width, height: Math.max(1, Math.ceil(count / columns)) * height};
  const pixels = new Uint8Array(sheet.width * sheet.height * 3).fill(255);
  for (let row = 0; row < count; row++) {
    const [left, top] = [(row % columns) * width, Math.floor(row / columns) * height];
    for (let place = 0; place < width * height; place++) {
      const [x, y] = [left + (place % width), top + Math.floor(place / width)];
      const from = (row * width * height + place) * channels;
      for (let channel = 0; channel < 3; channel++) {
        const value = images[from + (channels === 3 ? channel : 0)]!;
        pixels[(y * sheet.width + x) * 3 + channel] = channels === 3 ? value : 255 - value;
      }
    }
  }
  const jpeg = await encodeJpeg({...sheet, pixels}, {quality});
  return {src: `data:image/jpeg;base64,${Buffer.from(jpeg).toString("base64")}`, width, height, columns};
}
