import type {PicturesPayload} from "../../../core/payload.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import type {MethodMaps} from "../../explanation/explainAll.js";
import type {Superpixels} from "../../explanation/sampling/superpixels.js";
import {stretched} from "../explanation/stretched.js";
import {overlay} from "../overlay.js";
import {inverted, type Pixels, pixelsAt, toPicture} from "../picture.js";
import {strip} from "../strip.js";

/** Options for {@link hidingFigure}. */
export interface HidingFigureOptions {
  readonly caption: string;
  /** Defaults to `hiding`. */
  readonly id?: string;
}

/**
 * Pictures cut into superpixels, and below each other what methods say of them.
 * @param set the pictures explained, all of them
 * @param found the superpixels of each picture, and the maps of each method
 */
export function hidingFigure(
  set: ImageSet,
  {pieces, methods}: {readonly pieces: readonly Superpixels[]; readonly methods: readonly MethodMaps[]},
  {caption, id = "hiding"}: HidingFigureOptions,
): PicturesPayload {
  const size = set.height * set.width;
  const plain = Array.from({length: set.count}, (_, i) => inverted(pixelsAt(set, i)));
  const pale = plain.map((picture) => overlay(picture, new Float32Array(size)));
  const cut = pale.map((picture, i) => withBorders(enlarged(picture), pieces[i]!));
  const lines = methods.map(({title, maps}) => {
    const under = plain.map((picture, i) => overlay(picture, stretched(maps.subarray(i * size, (i + 1) * size))));
    return toPicture(strip(under.map(enlarged)), {label: title});
  });
  return {
    kind: "pictures",
    id,
    columns: 1,
    caption,
    alt: `${set.count} pictures cut into superpixels, and the same pictures under the maps of ${methods.map(({title}) => title).join(", ")}.`,
    pictures: [toPicture(strip(cut), {label: "superpixels"}), ...lines],
  };
}

/** Pixels of the figure for one of the picture, so that a border takes a quarter of a pixel. */
const factor = 4;

/** RGB */
function enlarged({data, height, width, channels}: Pixels): Pixels {
  const large = new Uint8Array(height * width * factor * factor * 3);
  for (let i = 0; i < large.length; i++) {
    const pixel = Math.floor(i / 3);
    const y = Math.floor(pixel / (width * factor * factor));
    const x = Math.floor((pixel % (width * factor)) / factor);
    large[i] = data[(y * width + x) * channels + (channels === 3 ? i % 3 : 0)]!;
  }
  return {data: large, height: height * factor, width: width * factor, channels: 3};
}

const borderColour = [170, 20, 60];

/** A line where the piece to the right or below is another one. */
function withBorders({data, height, width}: Pixels, {labels}: Superpixels): Pixels {
  const outlined = data.slice();
  const labelAt = (y: number, x: number): number =>
    labels[Math.floor(y / factor) * (width / factor) + Math.floor(x / factor)]!;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const here = labelAt(y, x);
      const isBorder = (x + 1 < width && labelAt(y, x + 1) !== here) || (y + 1 < height && labelAt(y + 1, x) !== here);
      if (isBorder) outlined.set(borderColour, (y * width + x) * 3);
    }
  }
  return {data: outlined, height, width, channels: 3};
}
