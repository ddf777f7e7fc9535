import type {RgbImage} from "../../../core/jpeg.js";
import {type ProgressFactory, silent} from "../../../core/progress.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import {lookAt, type PhotoOptions, type PhotoTreatment, type PreparedPhoto, treatPhoto} from "./preparePhoto.js";

/** A photograph and the index of its class. */
export interface KnownPhoto {
  readonly image: RgbImage;
  readonly label: number;
}

/** Options for {@link preparePhotos}. */
export interface PreparePhotosOptions extends Omit<PhotoOptions, "treatment"> {
  readonly treatments: readonly PhotoTreatment[];
  readonly classNames: readonly string[];
  readonly progress?: ProgressFactory;
}

/** Photographs as a set that a model can be asked about. */
export interface PreparedPhotos {
  readonly treatment: PhotoTreatment;
  readonly set: ImageSet;
  /** [count], what was done to each. */
  readonly prepared: readonly PreparedPhoto[];
}

/** Prepares photographs in several ways, as `preparePhoto` does; the garment is looked for once in each. One set a treatment. */
export function preparePhotos(
  photos: readonly KnownPhoto[],
  {classNames, treatments, progress = silent, ...options}: PreparePhotosOptions,
): PreparedPhotos[] {
  const bar = progress("prepare photographs", "photographs");
  const rows = photos.map(({image}, i) => {
    const looked = lookAt(image, options);
    bar.update(i + 1, photos.length);
    return treatments.map((treatment) => treatPhoto(looked, {...options, treatment}));
  });
  bar.end();
  const {side = 28} = options;
  const labels = Uint8Array.from(photos, ({label}) => label);
  const shape = {name: "photographs", labels, count: photos.length, height: side, width: side, channels: 1, classNames};
  return treatments.map((treatment, t) => {
    const prepared = rows.map((row) => row[t]!);
    return {treatment, set: {...shape, images: joined(prepared, side * side)}, prepared};
  });
}

function joined(prepared: readonly PreparedPhoto[], size: number): Uint8Array {
  const images = new Uint8Array(prepared.length * size);
  for (const [i, {pixels}] of prepared.entries()) images.set(pixels, i * size);
  return images;
}
