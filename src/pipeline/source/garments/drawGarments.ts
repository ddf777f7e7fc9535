import {permutation, type Random} from "../../../core/random.js";
import {drawGarment, garmentNames, garmentSize} from "./drawGarment.js";

/** Pictures drawn by code, with their classes. */
export interface Garments {
  /** [count, 28, 28], 0 to 255. */
  readonly images: Uint8Array;
  /** [count], 0 to 9. */
  readonly labels: Uint8Array;
}

/**
 * Draws `count` garments, as many of each class as of any other (or one more), in random order.
 * The same stream gives the same bytes on every machine.
 */
export function drawGarments(count: number, random: Random): Garments {
  const size = garmentSize * garmentSize;
  const images = new Uint8Array(count * size);
  const labels = Uint8Array.from(permutation(count, random), (place) => place % garmentNames.length);
  labels.forEach((label, i) => {
    images.set(drawGarment(label, random), i * size);
  });
  return {images, labels};
}
