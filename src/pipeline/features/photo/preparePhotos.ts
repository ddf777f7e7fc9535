import type {RgbImage} from "../../../core/jpeg.js";
import {type ProgressFactory, silent} from "../../../core/progress.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import {type PhotoOptions, type PreparedPhoto, preparePhoto} from "./preparePhoto.js";

/** A photograph and the index of its class. */
export interface KnownPhoto {
  readonly image: RgbImage;
  readonly label: number;
}

/** Options for {@link preparePhotos}. */
export interface PreparePhotosOptions extends PhotoOptions {
  readonly classNames: readonly string[];
  readonly progress?: ProgressFactory;
}

/** Photographs as a set that a model can be asked about. */
export interface PreparedPhotos {
  readonly set: ImageSet;
  /** [count], what was done to each. */
  readonly prepared: readonly PreparedPhoto[];
}

/** Prepares photographs one by one, as {@link preparePhoto} does, and puts them into one set. */
export function preparePhotos(
  photos: readonly KnownPhoto[],
  {classNames, progress = silent, ...options}: PreparePhotosOptions,
): PreparedPhotos {
  const {side = 28} = options;
  const images = new Uint8Array(photos.length * side * side);
  const bar = progress("prepare photographs", "photographs");
  const prepared = photos.map(({image}, i) => {
    const one = preparePhoto(image, options);
    images.set(one.pixels, i * side * side);
    bar.update(i + 1, photos.length);
    return one;
  });
  bar.end();
  const labels = Uint8Array.from(photos, ({label}) => label);
  const set = {
    name: "photographs",
    images,
    labels,
    count: photos.length,
    height: side,
    width: side,
    channels: 1,
    classNames,
  };
  return {set, prepared};
}
