import {LookbookError} from "../../core/errors.js";
import {type Random, seeded} from "../../core/random.js";
import type {ImageSet} from "../dataset/imageSet.js";
import {selectRows} from "../dataset/selectRows.js";
import {inverseMap} from "./augment/inverseMap.js";
import {relight} from "./augment/relight.js";
import type {PictureShape} from "./augment/types.js";
import {warped} from "./augment/warped.js";
import {assertCorruption} from "./corrupt/assertCorruption.js";
import {blurred} from "./corrupt/blurred.js";
import {occluded} from "./corrupt/occluded.js";
import {solarised} from "./corrupt/solarised.js";
import {throughJpeg} from "./corrupt/throughJpeg.js";
import type {Corruption, CorruptionKind} from "./corrupt/types.js";

export type {Corruption, CorruptionKind};

/** Options for {@link corrupt}. */
export interface CorruptOptions {
  /** Draws directions, places and noise. */
  readonly seed: number | string;
  /** Rows of the set to worsen, each as it would be among all; defaults to all rows. */
  readonly rows?: readonly number[];
  /** Pixels that change: all, which is the default, those that are black in all channels, or the others. */
  readonly where?: "everywhere" | "background" | "garment";
}

/**
 * Worsens pictures in one way. What is drawn for a picture depends on the seed, its row and the kind alone, not on the strength: a
 * stronger shift goes the same way, stronger noise has the same grain.
 * @returns the rows asked for, in their order; grey levels are rounded to whole ones and cut off at 0 and 255
 * @throws LookbookError `bad-option` for an unknown kind or a strength out of its range; `bad-shape` for a JPEG of pictures that have
 * neither one nor three channels, and for a row that is not in the set
 */
export async function corrupt(
  set: ImageSet,
  corruption: Corruption,
  {seed, rows, where = "everywhere"}: CorruptOptions,
): Promise<ImageSet> {
  const {height, width, channels, count} = set;
  const shape = [height, width, channels] as const;
  const {kind, strength} = corruption;
  const {none} = assertCorruption(corruption, Math.min(height, width));
  const chosen = rows ?? Array.from({length: count}, (_, row) => row);
  assertFits(set, kind, chosen);
  const picked = selectRows(set, chosen);
  if (strength === none) return picked;
  const random = seeded(seed).fork("corrupt").fork(kind);
  const images = new Uint8ClampedArray(picked.images.length);
  const size = height * width * channels;
  for (const [i, row] of chosen.entries()) {
    const picture = picked.images.subarray(i * size, (i + 1) * size);
    const worse = worsened(picture, {shape, kind, strength, random: random.fork(String(row))});
    images.set(worse instanceof Promise ? await worse : worse, i * size);
  }
  if (where !== "everywhere") restore(images, picked, where === "background" ? "garment" : "background");
  return {...picked, images: new Uint8Array(images.buffer)};
}

/** Puts the pixels of one part back as they were. */
function restore(
  images: Uint8ClampedArray,
  {images: before, channels}: ImageSet,
  part: "background" | "garment",
): void {
  for (let at = 0; at < images.length; at += channels) {
    const pixel = before.subarray(at, at + channels);
    const isBackground = pixel.every((level) => level === 0);
    if (isBackground === (part === "background")) images.set(pixel, at);
  }
}

interface Worsening extends Corruption {
  readonly shape: PictureShape;
  readonly random: Random;
}

type Levels = Uint8Array | Float32Array | Float64Array;

/** One picture, [height, width, channels], not rounded. */
function worsened(picture: Uint8Array, {kind, strength, shape, random}: Worsening): Levels | Promise<Levels> {
  switch (kind) {
    case "shift": {
      const [right, down] = directions[random.int(directions.length)]!;
      return turned(picture, shape, {degrees: 0, right: right * strength, down: down * strength});
    }
    case "rotation":
      return turned(picture, shape, {degrees: random.int(2) === 0 ? strength : -strength, right: 0, down: 0});
    case "occlusion":
      return occluded(picture, shape, {side: strength, random});
    case "blur":
      return blurred(picture, shape, strength);
    case "noise":
      return Float64Array.from(picture, (value) => value + strength * random.normal());
    case "jpeg":
      return throughJpeg(picture, shape, strength);
    case "contrast":
      return relit(picture, shape, {factor: 1 - strength, added: 0});
    case "brightness":
      return relit(picture, shape, {factor: 1, added: strength});
    case "inversion":
      return solarised(picture, strength);
  }
}

/** [right, down] */
const directions = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

function turned(
  images: Uint8Array,
  shape: PictureShape,
  move: {readonly degrees: number; readonly right: number; readonly down: number},
): Float32Array {
  const target = new Float32Array(images.length);
  warped(target, {images, from: 0, shape, fill: 0}, inverseMap({...move, flipped: false, scale: 1}, shape));
  return target;
}

function relit(picture: Uint8Array, [, , channels]: PictureShape, light: Parameters<typeof relight>[2]): Float32Array {
  const target = Float32Array.from(picture);
  relight(target, channels, light);
  return target;
}

function assertFits({channels, count, name}: ImageSet, kind: CorruptionKind, rows: readonly number[]): void {
  if (kind === "jpeg" && channels !== 1 && channels !== 3) {
    throw new LookbookError("bad-shape", `corrupt: a JPEG holds pictures of 1 or 3 channels, got ${channels}`);
  }
  const stray = rows.find((row) => !(Number.isInteger(row) && row >= 0 && row < count));
  if (stray !== undefined) {
    throw new LookbookError("bad-shape", `corrupt: the ${name} set has the rows 0 to ${count - 1}, got ${stray}`);
  }
}
