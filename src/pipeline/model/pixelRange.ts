import {LookbookError} from "../../core/errors.js";

/**
 * Checks that pictures hold grey levels from 0 to 255, as every backbone of this library takes them: the scaling is inside. Pictures
 * that were divided by 255 before are almost black to it, and it answers all the same.
 * @param what the pictures, for the message
 * @throws LookbookError `bad-data` naming the range that was found
 */
export function assertPixelRange(images: Uint8Array | Float32Array, what: string): void {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of images) {
    if (value < least) least = value;
    if (value > most) most = value;
    // No comparison holds for what is no number.
    if (!(value >= least)) [least, most] = [Number.NaN, Number.NaN];
  }
  const wrong = images.length > 0 ? faultOf(least, most) : undefined;
  if (wrong === undefined) return;
  throw new LookbookError(
    "bad-data",
    `${what}: expected grey levels from 0 to 255, found ${shown(least)} to ${shown(most)}; ${wrong}`,
  );
}

function faultOf(least: number, most: number): string | undefined {
  if (!Number.isFinite(least) || !Number.isFinite(most)) return "some are no numbers";
  if (least < 0) return "the backbone scales pictures itself: give it raw ones";
  if (most > 255) return "divide pictures of more than 8 bits";
  // Pictures that are black everywhere are pictures.
  if (most <= 1 && most > least)
    return "they were scaled before, and the backbone scales them again: multiply by 255, or give it raw ones";
  return undefined;
}

function shown(value: number): string {
  return String(Number(value.toPrecision(6)));
}
