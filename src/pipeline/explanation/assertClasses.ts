import {LookbookError} from "../../core/errors.js";
import type {Model} from "../model/model.js";
import {pictureCount} from "../model/predict.js";

/**
 * Checks what every method of explanation is given.
 * @param method for the message: "gradCam"
 * @returns how many pictures there are
 * @throws LookbookError `bad-shape` for another number of classes than of pictures, or bytes that are no pictures of the model;
 * `bad-option` for a class that the model does not know
 */
export function assertClasses(
  method: string,
  model: Model,
  {images, classIndices}: {readonly images: Uint8Array; readonly classIndices: ArrayLike<number>},
): number {
  const count = pictureCount(model, images);
  if (classIndices.length !== count) {
    throw new LookbookError(
      "bad-shape",
      `${method}: expected one class for each of ${count} pictures, got ${classIndices.length}`,
    );
  }
  const bad = Array.from(classIndices).find((k) => !(Number.isInteger(k) && k >= 0 && k < model.classCount));
  if (bad === undefined) return count;
  throw new LookbookError(
    "bad-option",
    `${method}: class indices must lie in 0 to ${model.classCount - 1}, got ${bad}`,
  );
}
