import type {Interval} from "../../core/payload.js";
import {seeded} from "../../core/random.js";
import {bootstrap} from "../../core/statistics.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {correlation} from "./correlation.js";
import {meanPictures} from "./meanPictures.js";

/** How well pictures are recognised as they are, and turned. */
export interface Orientations {
  /** Pictures that were asked about. */
  readonly count: number;
  /** As they are, mirrored, upside down, turned by half a turn. */
  readonly all: readonly Orientation[];
  /** How much more often pictures are recognised mirrored than upside down, as a share, paired over pictures. */
  readonly mirroredOverUpsideDown: Interval;
  readonly classNames: readonly string[];
}

/** Pictures in one orientation. */
export interface Orientation {
  readonly title: "as it is" | "mirrored" | "upside down" | "half a turn";
  /** Share of the pictures whose nearest mean picture, by correlation, is that of their class. */
  readonly recognised: number;
  /** For each class: the mean correlation of its pictures with the mean picture of the class; 0 for a class without a picture. */
  readonly likeness: readonly number[];
}

/**
 * Asks what a template would: how far a picture, turned, still looks like its class. Templates are the mean pictures of `train`.
 * @param held pictures that are asked about, of the same size and classes
 * @param options.seed draws the resamples of the paired bootstrap
 */
export function orientations(train: ImageSet, held: ImageSet, {seed}: {readonly seed: number | string}): Orientations {
  const templates = meanPictures(train).map(({pixels}) => pixels);
  const answers = turns.map(({title, flips}) => ({title, ...answersTo(held, templates, flips)}));
  const rightWhen = (title: Orientation["title"]): Uint8Array =>
    answers.find((answer) => answer.title === title)!.right;
  const [mirrored, upsideDown] = [rightWhen("mirrored"), rightWhen("upside down")];
  const gain = (rows: Int32Array): number =>
    rows.reduce((sum, row) => sum + mirrored[row]! - upsideDown[row]!, 0) / rows.length;
  return {
    count: held.count,
    all: answers.map(({title, right, likeness}) => ({
      title,
      recognised: right.reduce((sum, one) => sum + one, 0) / held.count,
      likeness,
    })),
    mirroredOverUpsideDown: bootstrap(held.count, gain, {random: seeded(seed).fork("orientations")}),
    classNames: held.classNames,
  };
}

interface Flips {
  readonly columns: boolean;
  readonly rows: boolean;
}

const turns: readonly {readonly title: Orientation["title"]; readonly flips: Flips}[] = [
  {title: "as it is", flips: {columns: false, rows: false}},
  {title: "mirrored", flips: {columns: true, rows: false}},
  {title: "upside down", flips: {columns: false, rows: true}},
  {title: "half a turn", flips: {columns: true, rows: true}},
];

interface Answers {
  /** [count], 1 where the nearest template is the right one. */
  readonly right: Uint8Array;
  readonly likeness: readonly number[];
}

function answersTo(held: ImageSet, templates: readonly Float32Array[], flips: Flips): Answers {
  const {images, labels, count, height, width, channels} = held;
  const size = height * width * channels;
  const right = new Uint8Array(count);
  const [sums, counts] = [templates.map(() => 0), templates.map(() => 0)];
  // A template that is turned gives the same correlation as the picture turned, once for all pictures.
  const turned = templates.map((template) => flipped(template, [height, width, channels], flips));
  for (let row = 0; row < count; row++) {
    const picture = images.subarray(row * size, (row + 1) * size);
    const label = labels[row]!;
    const alike = turned.map((template) => correlation(picture, template));
    right[row] = alike.every((value, i) => i === label || value < alike[label]!) ? 1 : 0;
    sums[label]! += alike[label]!;
    counts[label]!++;
  }
  return {right, likeness: sums.map((sum, label) => sum / (counts[label] || 1))};
}

function flipped(
  picture: Float32Array,
  [height, width, channels]: readonly [number, number, number],
  {columns, rows}: Flips,
): Float32Array {
  return picture.map((_, i) => {
    const [y, x] = [Math.floor(i / channels / width), Math.floor(i / channels) % width];
    const from = (rows ? height - 1 - y : y) * width + (columns ? width - 1 - x : x);
    return picture[from * channels + (i % channels)]!;
  });
}
