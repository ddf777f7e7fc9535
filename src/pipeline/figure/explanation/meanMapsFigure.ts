import type {PicturesPayload} from "../../../core/payload.js";
import type {MeanPicture} from "../../explore/meanPictures.js";
import {overlay} from "../overlay.js";
import {inverted, toPicture} from "../picture.js";

/** The mean picture of each class under the mean of its maps. */
export function meanMapsFigure(
  means: readonly MeanPicture[],
  maps: readonly Float32Array[],
  {id = "mean-maps", caption}: {readonly id?: string; readonly caption: string},
): PicturesPayload {
  return {
    kind: "pictures",
    id,
    columns: 5,
    caption,
    alt: `The mean picture of each of ${means.length} classes under the mean of its maps.`,
    pictures: means.map(({pixels, height, width, channels, className}, i) => {
      const data = Uint8Array.from(pixels, (value) => Math.round(value));
      const map = maps[i]!;
      const most = map.reduce((a, b) => Math.max(a, b), 0);
      const stretched = most > 0 ? map.map((value) => value / most) : map;
      return toPicture(overlay(inverted({data, height, width, channels}), stretched), {label: className});
    }),
  };
}
