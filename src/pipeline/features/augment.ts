import {seeded, sfc32} from "../../core/random.js";
import {assertAugmentation} from "./augment/assertAugmentation.js";
import {drawPatches} from "./augment/drawPatches.js";
import {moved} from "./augment/moved.js";
import type {Augmentation, Augmenter, AugmentInput, Mix} from "./augment/types.js";

export type {Augmentation, Augmenter, AugmentInput, Mix};

/**
 * Opens what shows a network each picture a little differently in each epoch. A picture's draws depend on the seed, the epoch
 * and its row alone: not on the batch, the order of the rows, or the thread.
 * @throws LookbookError `bad-option` where an option is out of range
 */
export function openAugmenter(options: Augmentation, {images, shape, seed}: AugmentInput): Augmenter {
  assertAugmentation(options, shape);
  const {flip, shift = 0, fill = 0, patches} = options;
  const [height, width, channels] = shape;
  const size = height * width * channels;
  const [k0, k1, k2] = keyOf(seed);
  const streamOf = (row: number, epoch: number): (() => number) => sfc32(k0 ^ row, k1 ^ epoch, k2);

  const isFlipped = (row: number, epoch: number, draw: () => number): boolean => {
    if (flip === "random") return draw() < 0.5;
    // Epochs count from 1: the stream of epoch 0 is free to say which half.
    return flip === "alternating" && streamOf(row, 0)() < 0.5 === (epoch % 2 === 1);
  };
  return {
    fill(target, rows, epoch): undefined {
      for (const [i, row] of rows.entries()) {
        const draw = streamOf(row, epoch);
        const flipped = isFlipped(row, epoch, draw);
        const right = shift && wholeWithin(shift, draw);
        const down = shift && wholeWithin(shift, draw);
        const picture = target.subarray(i * size, (i + 1) * size);
        moved(picture, images, {from: row * size, shape, flipped, right, down, fill});
        if (patches) drawPatches(picture, shape, patches, draw);
      }
    },
  };
}

/** Uniform among the whole numbers from -most to most. */
function wholeWithin(most: number, draw: () => number): number {
  return Math.floor(draw() * (2 * most + 1)) - most;
}

/** Three words that no other seed has. */
function keyOf(seed: number | string): readonly [number, number, number] {
  const random = seeded(seed).fork("augment");
  const word = (): number => random.int(2 ** 32) | 0;
  return [word(), word(), word()];
}
