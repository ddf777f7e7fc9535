import type {Random} from "../../../core/random.js";
import type {PictureShape} from "../augment/types.js";

/** Neither background nor a bright garment. */
const middleGrey = 128;

/**
 * A picture under a square of middle grey that lies wholly inside it. The same draw puts squares of all sides about the same place,
 * so that a larger one hides more.
 * @param picture [height, width, channels]
 * @param side in pixels, at most the picture's
 */
export function occluded(
  picture: Uint8Array,
  [height, width, channels]: PictureShape,
  {side, random}: {readonly side: number; readonly random: Random},
): Uint8Array {
  const hidden = Uint8Array.from(picture);
  const top = random.int(height - side + 1);
  const left = random.int(width - side + 1);
  for (let y = top; y < top + side; y++) {
    const start = (y * width + left) * channels;
    hidden.fill(middleGrey, start, start + side * channels);
  }
  return hidden;
}
