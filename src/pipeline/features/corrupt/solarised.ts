/**
 * A picture of which the upper part of the grey scale is inverted, as in a darkroom when the light goes on too early: Pillow's
 * `ImageOps.solarize`.
 * @param share of the grey scale, from the top: 0 inverts none, 1 all
 */
export function solarised(picture: Uint8Array, share: number): Uint8Array {
  const threshold = 256 * (1 - share);
  return picture.map((value) => (value >= threshold ? 255 - value : value));
}
