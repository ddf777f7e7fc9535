import type {PicturesPayload} from "../../core/payload.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {overlay} from "./overlay.js";
import {inverted, type Pixels, pixelsAt, toPicture} from "./picture.js";
import type {PicturesFigureOptions, Shown} from "./picturesFigure.js";

/** Pairs of a picture and the same picture under its map. */
export function explanationFigure(
  set: ImageSet,
  shown: readonly Shown[],
  maps: Float32Array,
  {id, caption, alt, columns = 5}: PicturesFigureOptions,
): PicturesPayload {
  const size = set.height * set.width;
  const pictures = shown.map(({index, ...text}, i) => {
    const picture = inverted(pixelsAt(set, index));
    return toPicture(beside(picture, overlay(picture, maps.subarray(i * size, (i + 1) * size))), text);
  });
  return {kind: "pictures", id, caption, alt, columns, pictures};
}

/** Two pictures of one size side by side with a white gap of two pixels; RGB. */
function beside(left: Pixels, right: Pixels): Pixels {
  const {height, width} = left;
  const gap = 2;
  const total = 2 * width + gap;
  const data = new Uint8Array(height * total * 3).fill(255);
  const paste = (pixels: Pixels, offset: number): void => {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const from = (y * width + x) * pixels.channels;
        const to = (y * total + offset + x) * 3;
        for (let c = 0; c < 3; c++) data[to + c] = pixels.data[from + (pixels.channels === 3 ? c : 0)]!;
      }
    }
  };
  paste(left, 0);
  paste(right, width + gap);
  return {data, height, width: total, channels: 3};
}
