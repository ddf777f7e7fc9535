import type {PicturesPayload} from "../../core/payload.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {inverted, pixelsAt, toPicture} from "./picture.js";

/** One picture of a set, with the text under it. */
export interface Shown {
  /** Row in the set. */
  readonly index: number;
  readonly label?: string;
  readonly tone?: "good" | "bad";
}

/** Options for {@link picturesFigure}. */
export interface PicturesFigureOptions {
  readonly id: string;
  readonly caption: string;
  readonly alt: string;
  /** Pictures in a row; defaults to 10. */
  readonly columns?: number;
}

/** A grid of pictures of one set, dark on white. */
export function picturesFigure(
  set: ImageSet,
  shown: readonly Shown[],
  {id, caption, alt, columns = 10}: PicturesFigureOptions,
): PicturesPayload {
  const pictures = shown.map(({index, ...text}) => toPicture(inverted(pixelsAt(set, index)), text));
  return {kind: "pictures", id, caption, alt, columns, pictures};
}
