import type {ImageSet} from "./imageSet.js";

/** The pictures of one class, added up pixel by pixel. */
export interface ClassSum {
  /** Pictures that were added. */
  readonly count: number;
  /** [height, width, channels]; sums of bytes are whole numbers, so the order of the rows does not matter. */
  readonly pixels: Float64Array;
}

/** Adds up the pictures of each class, in the order of the classes; all 0 for a class without a picture. */
export function classSums({images, labels, classNames, height, width, channels}: ImageSet): ClassSum[] {
  const size = height * width * channels;
  const counts = classNames.map(() => 0);
  const sums = classNames.map(() => new Float64Array(size));
  labels.forEach((label, row) => {
    counts[label]!++;
    const sum = sums[label]!;
    for (let i = 0; i < size; i++) sum[i]! += images[row * size + i]!;
  });
  return sums.map((pixels, label) => ({count: counts[label]!, pixels}));
}
