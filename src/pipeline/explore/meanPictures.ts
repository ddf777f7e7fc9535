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
export function meanPictures({images, labels, classNames, height, width, channels}: ImageSet): MeanPicture[] {
  const size = height * width * channels;
  const counts = classNames.map(() => 0);
  // Sums of bytes stay whole numbers, so the order of the rows does not matter.
  const sums = classNames.map(() => new Float64Array(size));
  labels.forEach((label, row) => {
    counts[label]!++;
    const sum = sums[label]!;
    for (let i = 0; i < size; i++) sum[i]! += images[row * size + i]!;
  });
  return classNames.map((className, classIndex) => {
    const count = counts[classIndex]!;
    const pixels = Float32Array.from(sums[classIndex]!, (sum) => sum / (count || 1));
    return {classIndex, className, count, pixels, height, width, channels};
  });
}
