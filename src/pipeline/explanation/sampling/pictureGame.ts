import type {Model} from "../../model/model.js";
import {predictLogits} from "../../model/predict.js";
import {softmax} from "../../model/softmax.js";
import {type Absent, absentPicture} from "./absentPicture.js";
import type {Game} from "./game.js";
import type {Place} from "./hierarchy.js";
import {type Superpixels, type SuperpixelsOptions, superpixels} from "./superpixels.js";

/** What the methods that hide superpixels have in common. */
export interface HidingOptions {
  /** How a picture is cut; defaults to about 25 superpixels by SLIC. */
  readonly superpixels?: SuperpixelsOptions;
  /** What stands where a superpixel is hidden; defaults to black, the background of the garments. */
  readonly absent?: Absent;
  /**
   * Which number of the model is explained. Defaults to the logit, as with the other methods: a probability near 1 hardly moves whatever
   * is hidden, and a sum of relevances fits a logit better.
   */
  readonly output?: "logit" | "probability";
  /** Pictures in one pass; defaults to 250. */
  readonly batchSize?: number;
}

/** A picture as a game of its superpixels. */
export interface PictureGame {
  readonly pieces: Superpixels;
  /**
   * Superpixels of which hiding changes a grey level: the players, in order. The others, such as pieces of black background where hidden is
   * black, can make no difference to the model, and their relevance is 0 without asking.
   */
  readonly playing: readonly number[];
  /** [playing.length], the middle of each. */
  readonly places: readonly Place[];
  readonly game: Game;
  /**
   * Spreads the players' values evenly over their pixels, so that a map sums to what its values sum to.
   * @returns [height, width]
   */
  readonly spread: (values: Float64Array) => Float32Array;
}

/** @param picture [height, width, channels], grey levels */
export function pictureGame(
  model: Model,
  {picture, classIndex}: {readonly picture: Uint8Array; readonly classIndex: number},
  {superpixels: cut, absent = "black", output = "logit", batchSize = 250}: HidingOptions = {},
): PictureGame {
  const [height, width, channels] = model.inputShape;
  const pieces = superpixels(picture, {height, width, channels}, cut);
  const hidden = absentPicture(model, picture, {absent, pieces});
  const changed = changedPixels(picture, hidden, pieces, channels);
  const playing = [...changed.keys()].filter((piece) => changed[piece]!.length > 0);
  const worth = async (coalitions: Uint8Array): Promise<Float64Array> => {
    const count = coalitions.length / Math.max(1, playing.length);
    const worths = new Float64Array(count);
    for (let start = 0; start < count; start += together) {
      const part = coalitions.subarray(start * playing.length, (start + together) * playing.length);
      const pictures = shownBy(part, {picture, hidden, channels, pixels: playing.map((piece) => changed[piece]!)});
      const logits = await predictLogits(model, pictures, {batchSize});
      worths.set(outputsOf(model, logits, {output, classIndex}), start);
    }
    return worths;
  };
  return {
    pieces,
    playing,
    places: playing.map((piece) => middleOf(changed[piece]!, width)),
    game: {players: playing.length, worth},
    spread: (values) => {
      const sizes = new Float64Array(pieces.count);
      for (const label of pieces.labels) sizes[label]!++;
      const shares = new Float64Array(pieces.count);
      playing.forEach((piece, player) => {
        shares[piece] = values[player]! / sizes[piece]!;
      });
      return Float32Array.from(pieces.labels, (label) => shares[label]!);
    },
  };
}

/** Coalitions whose pictures are in memory at a time. */
const together = 2000;

/** What the model says of a class, a number a picture. A single logit, the log-odds of the second of two classes, speaks for the first with its negative. */
function outputsOf(
  {classCount, logitCount}: Model,
  logits: Float32Array,
  {output, classIndex}: {readonly output: "logit" | "probability"; readonly classIndex: number},
): Float64Array {
  const isNegative = output === "logit" && logitCount === 1 && classIndex === 0;
  const [given, column] = isNegative ? [logits.map((logit) => -logit), 1] : [logits, classIndex];
  const numbers = output === "logit" ? given : softmax(given, classCount);
  return Float64Array.from({length: numbers.length / classCount}, (_, i) => numbers[i * classCount + column]!);
}

/** For each superpixel, its pixels that hiding changes. */
function changedPixels(
  picture: Uint8Array,
  hidden: Float32Array,
  {labels, count}: Superpixels,
  channels: number,
): number[][] {
  const changed = Array.from({length: count}, (): number[] => []);
  labels.forEach((label, pixel) => {
    for (let c = pixel * channels; c < (pixel + 1) * channels; c++) {
      if (picture[c] === hidden[c]) continue;
      changed[label]!.push(pixel);
      return;
    }
  });
  return changed;
}

interface Shown {
  readonly picture: Uint8Array;
  readonly hidden: Float32Array;
  readonly channels: number;
  /** The pixels of each player. */
  readonly pixels: readonly (readonly number[])[];
}

/** Pictures in which some are shown and the others hidden: [count, height, width, channels]. */
function shownBy(coalitions: Uint8Array, {picture, hidden, channels, pixels}: Shown): Float32Array {
  const count = coalitions.length / Math.max(1, pixels.length);
  const pictures = new Float32Array(count * picture.length);
  for (let i = 0; i < count; i++) {
    const one = pictures.subarray(i * picture.length, (i + 1) * picture.length);
    one.set(picture);
    pixels.forEach((its, player) => {
      if (coalitions[i * pixels.length + player] === 1) return;
      for (const pixel of its) {
        for (let c = pixel * channels; c < (pixel + 1) * channels; c++) one[c] = hidden[c]!;
      }
    });
  }
  return pictures;
}

function middleOf(pixels: readonly number[], width: number): Place {
  const y = pixels.reduce((sum, pixel) => sum + Math.floor(pixel / width), 0) / pixels.length;
  const x = pixels.reduce((sum, pixel) => sum + (pixel % width), 0) / pixels.length;
  return {y, x};
}
