import type {PicturesPayload} from "../../core/payload.js";
import type {MeanPicture} from "../explore/meanPictures.js";
import {inverted, toPicture} from "./picture.js";

/** The mean picture of each class. */
export function meanPicturesFigure(
  means: readonly MeanPicture[],
  {id = "mean"}: {readonly id?: string} = {},
): PicturesPayload {
  const total = means.reduce((sum, {count}) => sum + count, 0);
  return {
    kind: "pictures",
    id,
    columns: 5,
    caption: `The mean of all pictures of each class (${total.toLocaleString("en-US")} pictures). What is sharp is common to the class; what is blurred varies.`,
    alt: `The mean pictures of ${means.map(({className}) => className).join(", ")}.`,
    pictures: means.map(({pixels, height, width, channels, className}) => {
      const data = Uint8Array.from(pixels, (value) => Math.round(value));
      return toPicture(inverted({data, height, width, channels}), {label: className});
    }),
  };
}
