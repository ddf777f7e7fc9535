import type {PicturesPayload} from "../../../core/payload.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import type {Superpixels} from "../../explanation/sampling/superpixels.js";
import {inverted, type Pixels, pixelsAt, toPicture} from "../picture.js";
import type {PicturesFigureOptions, Shown} from "../picturesFigure.js";
import {strip} from "../strip.js";
import {signedOverlay} from "./signedOverlay.js";

/** What was found out about the pictures of a figure by hiding superpixels. */
export interface HidingShown {
  /** Of each picture. */
  readonly pieces: readonly Superpixels[];
  /** Of each method, maps of all pictures: [count, height, width]. */
  readonly maps: readonly Float32Array[];
}

/** For each picture a strip: its superpixels, then what each method says, red for the class and blue against it. */
export function hidingFigure(
  set: ImageSet,
  shown: readonly Shown[],
  {pieces, maps}: HidingShown,
  {id, caption, alt, columns = 2}: PicturesFigureOptions,
): PicturesPayload {
  const size = set.height * set.width;
  const pictures = shown.map(({index, ...text}, i) => {
    const picture = inverted(pixelsAt(set, index));
    const explained = maps.map((each) => signedOverlay(picture, each.subarray(i * size, (i + 1) * size)));
    const outlined = withBorders(enlarged(picture), pieces[i]!);
    return toPicture(strip([outlined, ...explained.map(enlarged)]), text);
  });
  return {kind: "pictures", id, caption, alt, columns, pictures};
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

const borderColour = [204, 102, 119];

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
