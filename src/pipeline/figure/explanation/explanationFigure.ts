import type {PicturesPayload} from "../../../core/payload.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import {overlay} from "../overlay.js";
import {inverted, pixelsAt, toPicture} from "../picture.js";
import type {PicturesFigureOptions, Shown} from "../picturesFigure.js";
import {strip} from "../strip.js";
import {stretched} from "./stretched.js";

/**
 * Each picture, and beside it the same picture under its map, or under each of several.
 * @param maps [shown.length, height, width], or several of them
 */
export function explanationFigure(
  set: ImageSet,
  shown: readonly Shown[],
  maps: Float32Array | readonly Float32Array[],
  {id, caption, alt, columns = 5}: PicturesFigureOptions,
): PicturesPayload {
  const size = set.height * set.width;
  const all = maps instanceof Float32Array ? [maps] : maps;
  const pictures = shown.map(({index, ...text}, i) => {
    const picture = inverted(pixelsAt(set, index));
    const under = all.map((each) => overlay(picture, stretched(each.subarray(i * size, (i + 1) * size))));
    return toPicture(strip([picture, ...under]), text);
  });
  return {kind: "pictures", id, caption, alt, columns, pictures};
}
