import type {PicturesPayload} from "../../core/payload.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {overlay} from "./overlay.js";
import {inverted, pixelsAt, toPicture} from "./picture.js";
import type {PicturesFigureOptions, Shown} from "./picturesFigure.js";
import {strip} from "./strip.js";

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
    return toPicture(strip([picture, overlay(picture, maps.subarray(i * size, (i + 1) * size))]), text);
  });
  return {kind: "pictures", id, caption, alt, columns, pictures};
}
