import type {ImageSet} from "../dataset/imageSet.js";
import {correlation} from "./correlation.js";
import {type MeanPicture, meanPictures} from "./meanPictures.js";

/** How much classes resemble each other, as correlations of pixels in [-1, 1]; light and contrast do not matter. */
export interface ClassResemblance {
  readonly classNames: readonly string[];
  /** `between[i][j]`: the mean picture of class `i` with that of class `j`; symmetric, 1 on the diagonal. */
  readonly between: readonly (readonly number[])[];
  /** How alike the pictures of a class are: the average of each picture with the mean picture of its class. */
  readonly within: readonly number[];
  /** All pairs of different classes, the most alike first. */
  readonly pairs: readonly ClassPair[];
}

export interface ClassPair {
  readonly first: string;
  readonly second: string;
  readonly similarity: number;
}

/**
 * Compares the mean pictures of the classes, and the pictures of each class with its own mean (Pearson's correlation).
 * A picture or mean of one colour correlates with nothing: 0.
 */
export function classResemblance(set: ImageSet): ClassResemblance {
  const {classNames} = set;
  const means = meanPictures(set);
  const between = means.map((a) => means.map((b) => (a === b ? 1 : correlation(a.pixels, b.pixels))));
  return {classNames, between, within: withinClasses(set, means), pairs: rank(classNames, between)};
}

function withinClasses({images, labels, height, width, channels}: ImageSet, means: readonly MeanPicture[]): number[] {
  const size = height * width * channels;
  const sums = means.map(() => 0);
  labels.forEach((label, row) => {
    sums[label]! += correlation(images.subarray(row * size, (row + 1) * size), means[label]!.pixels);
  });
  return means.map(({count}, c) => (count > 0 ? sums[c]! / count : 0));
}

function rank(classNames: readonly string[], between: readonly (readonly number[])[]): ClassPair[] {
  return classNames
    .flatMap((first, i) =>
      classNames.slice(i + 1).map((second, j) => ({first, second, similarity: between[i]![i + 1 + j]!})),
    )
    .sort((a, b) => b.similarity - a.similarity);
}
