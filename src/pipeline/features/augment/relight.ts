/** How the light changes. */
export interface Light {
  /** Multiplies the distance from the channel's mean. */
  readonly factor: number;
  /** Grey levels, after that. */
  readonly added: number;
}

/** Changes contrast and brightness of a picture, [height, width, channels], in place; what leaves 0 to 255 is cut off there. */
export function relight(picture: Float32Array, channels: number, {factor, added}: Light): void {
  for (let c = 0; c < channels; c++) {
    let sum = 0;
    for (let at = c; at < picture.length; at += channels) sum += picture[at]!;
    const mean = (sum * channels) / picture.length;
    for (let at = c; at < picture.length; at += channels) {
      picture[at] = Math.min(255, Math.max(0, mean + factor * (picture[at]! - mean) + added));
    }
  }
}
