import {desc, op, table} from "arquero";
import type {ImageSet} from "../dataset/imageSet.js";

/** How bright the pictures of one class are; the brightness of a picture is the mean of its pixels, 0 to 255. */
export interface ClassBrightness {
  readonly className: string;
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation (n - 1). */
  readonly deviation: number;
  /** Quartiles with linear interpolation. */
  readonly lower: number;
  readonly median: number;
  readonly upper: number;
}

/** Summarises brightness class by class, the brightest class first; classes without a picture are left out. */
export function brightnessByClass(set: ImageSet): ClassBrightness[] {
  const className = Array.from(set.labels, (label) => set.classNames[label]!);
  return table({className, brightness: brightnessOf(set)})
    .groupby("className")
    .rollup({
      count: op.count(),
      mean: op.mean("brightness"),
      deviation: op.stdev("brightness"),
      lower: op.quantile("brightness", 0.25),
      median: op.median("brightness"),
      upper: op.quantile("brightness", 0.75),
    })
    .orderby(desc("mean"), "className")
    .objects() as ClassBrightness[];
}

/** The brightness of each picture, [count], 0 to 255. */
export function brightnessOf({images, count, height, width, channels}: ImageSet): Float64Array {
  const size = height * width * channels;
  return Float64Array.from({length: count}, (_, row) => {
    let sum = 0;
    for (let i = row * size; i < (row + 1) * size; i++) sum += images[i]!;
    return sum / size;
  });
}
