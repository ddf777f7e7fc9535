import type {ImageSet} from "../dataset/imageSet.js";
import {type Augmentation, openAugmenter} from "./augment.js";

/** The same pictures after one kind of augmentation. */
export interface AugmentedRow {
  readonly label: string;
  /** [count, height, width, channels], rounded to bytes. */
  readonly images: Uint8Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** Options for {@link augmentedRows}. */
export interface AugmentedRowsOptions {
  /** Pictures to show. */
  readonly rows: readonly number[];
  readonly seed: number | string;
  /** From 1, which is the default: what the network sees in its first epoch. */
  readonly epoch?: number;
}

/** Shows the same pictures of a set under several augmentations, by name, as a training with this seed would see them. */
export function augmentedRows(
  {images, height, width, channels}: ImageSet,
  kinds: Readonly<Record<string, Augmentation>>,
  {rows, seed, epoch = 1}: AugmentedRowsOptions,
): AugmentedRow[] {
  const shape = [height, width, channels] as const;
  return Object.entries(kinds).map(([label, augment]) => {
    const seen = new Float32Array(rows.length * height * width * channels);
    openAugmenter(augment, {images, shape, seed}).fill(seen, Int32Array.from(rows), epoch);
    return {label, images: Uint8Array.from(seen, Math.round), count: rows.length, height, width, channels};
  });
}
