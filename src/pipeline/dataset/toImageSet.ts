import {LookbookError} from "../../core/errors.js";
import type {IdxArray} from "../source/idxFormat.js";
import type {ImageSet} from "./imageSet.js";

/** What {@link toImageSet} needs besides pictures and labels. */
export interface ImageSetParts {
  readonly name: string;
  readonly classNames: readonly string[];
  /** What messages call the labels: the path of their file. */
  readonly file: string;
}

/**
 * Joins pictures and labels.
 * @param images bytes, shape [count, height, width] or [count, height, width, channels]; kept, not copied
 * @param labels bytes, shape [count]
 * @throws LookbookError `bad-data` where they do not belong together or a label names no class
 */
export function toImageSet(images: IdxArray, labels: IdxArray, {name, classNames, file}: ImageSetParts): ImageSet {
  const [count = 0, height = 0, width = 0, channels = 1] = images.shape;
  if (!(images.values instanceof Uint8Array) || !(labels.values instanceof Uint8Array)) {
    throw new LookbookError("bad-data", `${file}: expected pictures and labels as unsigned bytes`);
  }
  if (labels.shape.length !== 1 || labels.values.length !== count) {
    throw new LookbookError(
      "bad-data",
      `${file}: expected ${count} labels, one a picture, got ${labels.values.length}`,
    );
  }
  const row = labels.values.findIndex((label) => label >= classNames.length);
  if (row >= 0) {
    throw new LookbookError(
      "bad-data",
      `${file}: label ${row + 1} of ${count}: expected 0 to ${classNames.length - 1}, got ${labels.values[row]}`,
    );
  }
  return {name, images: images.values, labels: labels.values, count, height, width, channels, classNames};
}
