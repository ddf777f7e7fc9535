import {LookbookError} from "../../core/errors.js";
import {assertAugmentation} from "./augment/assertAugmentation.js";
import {cutIn} from "./augment/cutIn.js";
import {drawBeta} from "./augment/drawBeta.js";
import {openView} from "./augment/openView.js";
import type {
  Augmentation,
  Augmenter,
  AugmentInput,
  Draw,
  Erase,
  Mix,
  MixOptions,
  Patches,
  PictureShape,
} from "./augment/types.js";

export type {Augmentation, Augmenter, AugmentInput, Erase, Mix, MixOptions, Patches, PictureShape};

/**
 * Opens what shows a network each picture a little differently in each epoch. A picture's draws depend on the seed, the epoch
 * and its row alone: not on the batch, the order of the rows, or the thread.
 * @throws LookbookError `bad-option` where an option is unknown or out of range
 */
export function openAugmenter(options: Augmentation, input: AugmentInput): Augmenter {
  assertAugmentation(options, input.shape);
  const size = input.shape.reduce((product, n) => product * n, 1);
  const count = input.images.length / size;
  const show = openView(options, input);
  const {mix} = options;
  const other = new Float32Array(size);

  /** Mixes a picture that is ready with another one; returns the partner's row and the own share. */
  const mixed = (picture: Float32Array, epoch: number, draw: Draw, {kind, alpha}: MixOptions): [number, number] => {
    const partner = Math.floor(draw() * count);
    const share = drawBeta(alpha, draw);
    show(other, partner, epoch);
    if (kind === "cutmix") return [partner, cutIn(picture, other, input.shape, share, draw)];
    for (let j = 0; j < size; j++) picture[j] = share * picture[j]! + (1 - share) * other[j]!;
    return [partner, share];
  };

  return {
    fill(target, rows, epoch): Mix | undefined {
      assertFits(target, rows, {size, count});
      const [partners, shares] = [Int32Array.from(rows), new Float32Array(rows.length).fill(1)];
      for (let i = 0; i < rows.length; i++) {
        const picture = target.subarray(i * size, (i + 1) * size);
        const draw = show(picture, rows[i]!, epoch);
        if (mix && draw() < (mix.probability ?? 1)) [partners[i], shares[i]] = mixed(picture, epoch, draw, mix);
      }
      return mix && {partners, shares};
    },
  };
}

function assertFits(target: Float32Array, rows: Int32Array, {size, count}: {size: number; count: number}): void {
  if (target.length !== rows.length * size) {
    throw new LookbookError(
      "bad-shape",
      `augment: expected room for ${rows.length} pictures of ${size} numbers, got ${target.length} numbers`,
    );
  }
  const stray = rows.find((row) => !(row >= 0 && row < count));
  if (stray !== undefined) {
    throw new LookbookError("bad-shape", `augment: expected rows from 0 to ${count - 1}, got ${stray}`);
  }
}
