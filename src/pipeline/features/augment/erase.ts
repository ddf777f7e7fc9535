import type {Draw, Erase, PictureShape} from "./types.js";

/** Options for {@link erase}: `means` [channels] where that is what hides the picture. */
export interface Eraser extends Erase {
  readonly means: Float64Array | undefined;
}

/**
 * Hides one rectangle of a picture, [height, width, channels], in place. Area and aspect are drawn uniformly, again and again until
 * a rectangle fits inside; a picture where none of a hundred did stays whole, as in the authors' code (Zhong et al., AAAI 2020).
 */
export function erase(
  picture: Float32Array,
  [height, width, channels]: PictureShape,
  {probability = 0.5, area: [least, most] = [0.02, 0.4], aspect: [flat, tall] = [0.3, 1 / 0.3], means}: Eraser,
  draw: Draw,
): void {
  if (draw() >= probability) return;
  for (let trial = 0; trial < 100; trial++) {
    const area = (least + (most - least) * draw()) * height * width;
    const aspect = flat + (tall - flat) * draw();
    const [h, w] = [Math.round(Math.sqrt(area * aspect)), Math.round(Math.sqrt(area / aspect))];
    if (h < 1 || w < 1 || h >= height || w >= width) continue;
    const top = Math.floor(draw() * (height - h + 1));
    const left = Math.floor(draw() * (width - w + 1));
    for (let y = top; y < top + h; y++) {
      const start = (y * width + left) * channels;
      for (let j = 0; j < w * channels; j++) {
        picture[start + j] = means ? means[j % channels]! : Math.floor(draw() * 256);
      }
    }
    return;
  }
}
