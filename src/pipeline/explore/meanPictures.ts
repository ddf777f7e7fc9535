import {classSums} from "../dataset/classSums.js";
import type {ImageSet} from "../dataset/imageSet.js";

/** The average picture of a class. */
export interface MeanPicture {
  readonly classIndex: number;
  readonly className: string;
  /** Pictures that were averaged. */
  readonly count: number;
  /** [height, width, channels], 0 to 255; all 0 for a class without a picture. */
  readonly pixels: Float32Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Averages the pictures of each class, pixel by pixel, in the order of the classes. */
export function meanPictures(set: ImageSet): MeanPicture[] {
  const {classNames, height, width, channels} = set;
  return classSums(set).map(({count, pixels: sum}, classIndex) => {
    const pixels = Float32Array.from(sum, (value) => value / (count || 1));
    return {classIndex, className: classNames[classIndex]!, count, pixels, height, width, channels};
  });
}
