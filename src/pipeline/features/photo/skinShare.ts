import type {Raster} from "./averaged.js";
import {lumaOf} from "./colourPlanes.js";
import type {Mask} from "./connected.js";

/**
 * Share of a mask's pixels that have the colour of skin, in [0, 1]; 0 for an empty mask. A sign that a person wears the garment, and no
 * proof: brown leather has that colour too. Source: D. Chai, K. N. Ngan, "Face segmentation using skin-color map in videophone
 * applications", IEEE Trans. Circuits Syst. Video Technol. 9 (1999): Cb from 77 to 127, Cr from 133 to 173.
 */
export function skinShare({values}: Raster, {inside}: Mask): number {
  let [skin, all] = [0, 0];
  for (let i = 0; i < inside.length; i++) {
    if (inside[i] === 0) continue;
    const [red, green, blue] = [values[3 * i]!, values[3 * i + 1]!, values[3 * i + 2]!];
    const luma = lumaOf(red, green, blue);
    const [cb, cr] = [128 + 0.564 * (blue - luma), 128 + 0.713 * (red - luma)];
    all++;
    if (cb >= 77 && cb <= 127 && cr >= 133 && cr <= 173) skin++;
  }
  return all === 0 ? 0 : skin / all;
}
