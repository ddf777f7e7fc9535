import type {ImageDataset, ImageSet} from "./imageSet.js";
import {pixelCounts} from "./pixelCounts.js";
import type {DataCheck} from "./validateDataset.js";

/** What one should know about a data set before using it. Saves as JSON. */
export interface DataCard {
  readonly name: string;
  readonly synthetic: boolean;
  readonly licence: string;
  readonly source: string;
  /** SHA-256 over pictures and labels of both splits. */
  readonly hash: string;
  readonly lineage: readonly string[];
  readonly classNames: readonly string[];
  readonly splits: readonly SplitCard[];
  /** Empty where the data was not validated. */
  readonly checks: readonly DataCheck[];
}

/** Figures of one split. */
export interface SplitCard {
  readonly name: string;
  readonly count: number;
  /** [height, width, channels] */
  readonly shape: readonly number[];
  /** Pictures of each class, in the order of the classes. */
  readonly classCounts: readonly number[];
  /** Of all pixels, 0 to 255. */
  readonly pixelMean: number;
  /** Standard deviation (n) of all pixels. */
  readonly pixelDeviation: number;
}

/**
 * Collects the card of a data set.
 * @param checks what `validateDataset` found; defaults to none
 */
export function dataCard(dataset: ImageDataset, checks: readonly DataCheck[] = []): DataCard {
  const {name, synthetic, licence, source, hash, lineage = [], train, test} = dataset;
  const splits = [train, test].map(splitCard);
  return {name, synthetic, licence, source, hash, lineage, classNames: train.classNames, splits, checks};
}

function splitCard({name, count, height, width, channels, labels, images, classNames}: ImageSet): SplitCard {
  const classCounts = classNames.map(() => 0);
  for (const label of labels) if (label < classCounts.length) classCounts[label]!++;
  // Sums of bytes and of their squares are whole numbers far below 2^53: exact in any order.
  let sum = 0;
  let squares = 0;
  pixelCounts(images).forEach((times, value) => {
    sum += times * value;
    squares += times * value * value;
  });
  const mean = sum / images.length;
  const pixelDeviation = Math.sqrt(squares / images.length - mean * mean);
  return {name, count, shape: [height, width, channels], classCounts, pixelMean: mean, pixelDeviation};
}
