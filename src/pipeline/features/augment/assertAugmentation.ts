import {LookbookError} from "../../../core/errors.js";
import type {Augmentation} from "./types.js";

/** Checks an augmentation at the door. @throws LookbookError `bad-option` naming the option and its value */
export function assertAugmentation(
  {flip, shift = 0, fill = 0, patches}: Augmentation,
  [height, width]: readonly [number, number, number],
): void {
  const side = Math.min(height, width);
  if (flip !== undefined && flip !== "random" && flip !== "alternating") {
    throw new LookbookError(
      "bad-option",
      `augment.flip: expected "random" or "alternating", got ${JSON.stringify(flip)}`,
    );
  }
  assertWhole("shift", shift, 0, side - 1);
  if (!(fill >= 0 && fill <= 255)) {
    throw new LookbookError("bad-option", `augment.fill: expected a grey level from 0 to 255, got ${fill}`);
  }
  if (patches) {
    const {count, smallest, largest, probability = 1} = patches;
    assertWhole("patches.count", count, 0, Number.MAX_SAFE_INTEGER);
    assertWhole("patches.largest", largest, 1, side);
    assertWhole("patches.smallest", smallest, 1, largest);
    if (!(probability >= 0 && probability <= 1)) {
      throw new LookbookError(
        "bad-option",
        `augment.patches.probability: expected a number from 0 to 1, got ${probability}`,
      );
    }
  }
}

function assertWhole(name: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) {
    const range = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
    throw new LookbookError("bad-option", `augment.${name}: expected a whole number ${range}, got ${value}`);
  }
}
