import {encodeJpeg, type RgbImage} from "../../../core/jpeg.js";
import type {Picture, PicturesPayload} from "../../../core/payload.js";
import type {ImageSet} from "../../dataset/imageSet.js";
import type {Predictions} from "../../evaluation/predictions.js";

/** Photographs with what a network saw and said. */
export interface PhotoGridInput {
  /** [count] */
  readonly photos: readonly {readonly image: RgbImage}[];
  /** [count], what the network got. */
  readonly set: ImageSet;
  readonly answers: Predictions;
}

/** Options for {@link photoGrid}. */
export interface PhotoGridOptions {
  readonly caption: string;
  /** Defaults to `photos`. */
  readonly id?: string;
  /** Rows in the order shown; defaults to all. */
  readonly rows?: readonly number[];
}

/** Each photograph beside what the network saw, dark on white, with truth, answer and confidence under both. */
export async function photoGrid(
  {photos, set, answers}: PhotoGridInput,
  {caption, id = "photos", rows = photos.map((_, row) => row)}: PhotoGridOptions,
): Promise<PicturesPayload> {
  const pictures: Picture[] = [];
  for (const row of rows) {
    const bytes = await encodeJpeg(sideBySide(photos[row]!.image, set, row), {quality: 88});
    const src = `data:image/jpeg;base64,${Buffer.from(bytes).toString("base64")}`;
    pictures.push({src, width: 2 * tile + gap, height: tile, ...labelOf(answers, row)});
  }
  const right = rows.filter((row) => answers.yTrue[row] === answers.yPred[row]).length;
  const alt = `${rows.length} photographs of garments, each beside the small grey picture that was made of it; ${right} of them are recognised.`;
  return {kind: "pictures", id, caption, alt, columns: 5, pictures};
}

/** Pixels of a side of each of the two pictures: four times what the network gets. */
const tile = 112;
const gap = 4;

function labelOf(answers: Predictions, row: number): Pick<Picture, "label" | "tone"> {
  const [truth, answer] = [answers.yTrue[row]!, answers.yPred[row]!];
  const confidence = `${Math.round(100 * answers.probabilities[row * answers.classNames.length + answer]!)}\u00a0%`;
  if (truth === answer) return {label: `${answers.classNames[truth]}, ${confidence}`, tone: "good"};
  return {label: `${answers.classNames[truth]} called ${answers.classNames[answer]}, ${confidence}`, tone: "bad"};
}

function sideBySide(photo: RgbImage, set: ImageSet, row: number): RgbImage {
  const width = 2 * tile + gap;
  const pixels = new Uint8Array(width * tile * 3).fill(255);
  const scale = tile / Math.max(photo.width, photo.height);
  const [rows, columns] = [photo.height, photo.width].map((n) => Math.max(1, Math.round(n * scale))) as [
    number,
    number,
  ];
  const [top, left] = [Math.floor((tile - rows) / 2), Math.floor((tile - columns) / 2)];
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++)
      pixels.set(meanUnder(photo, y / scale, x / scale, 1 / scale), ((top + y) * width + left + x) * 3);
  }
  for (let y = 0; y < tile; y++) {
    for (let x = 0; x < tile; x++) {
      const [from, to] = [Math.floor((y * set.height) / tile), Math.floor((x * set.width) / tile)];
      const grey = 255 - set.images[(row * set.height + from) * set.width + to]!;
      pixels.fill(grey, (y * width + tile + gap + x) * 3, (y * width + tile + gap + x + 1) * 3);
    }
  }
  return {width, height: tile, pixels};
}

/** Mean colour of the whole pixels from a corner on. */
function meanUnder({pixels, width, height}: RgbImage, y: number, x: number, size: number): number[] {
  const sum = [0, 0, 0];
  let count = 0;
  for (let v = Math.floor(y); v < Math.max(Math.floor(y) + 1, Math.floor(y + size)) && v < height; v++) {
    for (let u = Math.floor(x); u < Math.max(Math.floor(x) + 1, Math.floor(x + size)) && u < width; u++) {
      for (let c = 0; c < 3; c++) sum[c]! += pixels[(v * width + u) * 3 + c]!;
      count++;
    }
  }
  return sum.map((value) => Math.round(value / Math.max(1, count)));
}
