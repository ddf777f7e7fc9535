import type {PicturesPayload} from "../../../core/payload.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import type {MethodMaps} from "../../explanation/explainAll.js";
import {overlay} from "../overlay.js";
import {inverted, pixelsAt, toPicture} from "../picture.js";
import {strip} from "../strip.js";
import {stretched} from "./stretched.js";

/** Options for {@link methodsFigure}. */
export interface MethodsFigureOptions {
  readonly caption: string;
  /** Defaults to `methods`. */
  readonly id?: string;
}

/** Methods below each other, the same pictures in each line; the first line shows the pictures alone. @param set the pictures explained, all of them */
export function methodsFigure(
  set: ImageSet,
  methods: readonly MethodMaps[],
  {caption, id = "methods"}: MethodsFigureOptions,
): PicturesPayload {
  const size = set.height * set.width;
  const plain = Array.from({length: set.count}, (_, i) => inverted(pixelsAt(set, i)));
  const lines = methods.map(({title, maps}) => {
    const under = plain.map((picture, i) => overlay(picture, stretched(maps.subarray(i * size, (i + 1) * size))));
    return toPicture(strip(under), {label: title});
  });
  return {
    kind: "pictures",
    id,
    columns: 1,
    caption,
    alt: `${set.count} pictures, and the same pictures under the maps of ${methods.map(({title}) => title).join(", ")}.`,
    pictures: [toPicture(strip(plain), {label: "the pictures"}), ...lines],
  };
}
