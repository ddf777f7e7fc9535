import {LookbookError} from "../../../core/errors.js";
import type {RgbImage} from "../../../core/jpeg.js";
import {averaged, type Raster} from "./averaged.js";
import type {Plane} from "./barrierDistance.js";
import {lumaOf} from "./colourPlanes.js";
import type {Mask} from "./connected.js";
import {type FindGarmentOptions, type FoundGarment, findGarment} from "./findGarment.js";
import {type Box, frame} from "./frame.js";
import {type PhotoReport, reportOf} from "./photoReport.js";

/**
 * How much is done to a photograph: `scale` fits the whole picture in, `crop` the rectangle around the garment, `cut` that rectangle with
 * its background black.
 */
export type PhotoTreatment = "scale" | "crop" | "cut";

/** Options for {@link preparePhoto}, as plain data. */
export interface PhotoOptions {
  /** Defaults to "cut". */
  readonly treatment?: PhotoTreatment;
  /** Pixels of a side of the result; defaults to 28. */
  readonly side?: number;
  /** Longest side of the picture that the garment is looked for in; larger ones are first made smaller. Defaults to 160. */
  readonly workingSide?: number;
  /** How the garment is told from the background. */
  readonly find?: FindGarmentOptions;
  /** Sharpens the small picture as Fashion-MNIST's makers did; defaults to true. */
  readonly sharpen?: boolean;
}

/** A photograph as the network takes it, with what was done to it. */
export interface PreparedPhoto {
  /** [side, side], 0 to 255: a light garment on black, upright. */
  readonly pixels: Uint8Array;
  readonly report: PhotoReport;
  /** What came of each step, in order, to be looked at. */
  readonly steps: PhotoSteps;
}

/** What came of each step of {@link preparePhoto}. */
export interface PhotoSteps {
  /** The photograph at its working size: [height, width, 3], 0 to 255. */
  readonly small: Raster;
  /** [height, width], 0 to 1: how much a pixel stands out from the background. */
  readonly map: Plane;
  readonly garment: Mask;
  /** The rectangle that was taken, in pixels of the working size. */
  readonly box: Box;
}

/**
 * Turns a photograph into a picture as the network was trained on: shrunk, the garment found, cut out and framed, grey and negated. The
 * negative is Fashion-MNIST's: its makers negated shop pictures, so a dark garment is bright and a white one dark, and stays so here
 * whatever the background was.
 *
 * @throws LookbookError `bad-shape` for a picture of less than 8 x 8 pixels or pixels that do not fit; `bad-option`
 */
export function preparePhoto(photo: RgbImage, options: PhotoOptions = {}): PreparedPhoto {
  return treatPhoto(lookAt(photo, options), options);
}

/** A photograph at its working size, and the garment in it. */
export interface LookedAt {
  readonly small: Raster;
  readonly found: FoundGarment;
}

/** The first half of {@link preparePhoto}: shrinks a photograph and finds the garment, whatever is then done to it. */
export function lookAt(photo: RgbImage, {workingSide = 160, find = {}}: PhotoOptions = {}): LookedAt {
  assertPhoto(photo);
  assertSize("workingSide", workingSide, 16);
  const small = shrunk(photo, workingSide);
  return {small, found: findGarment(small, find)};
}

/** The second half of {@link preparePhoto}. */
export function treatPhoto({small, found}: LookedAt, options: PhotoOptions = {}): PreparedPhoto {
  const {treatment = "cut", side = 28, sharpen = true} = options;
  assertSize("side", side, 1);
  const garment = boxOf(found.mask);
  const box = treatment === "scale" ? whole(small) : garment;
  const grey = negative(small, treatment === "cut" ? found.mask : undefined);
  return {
    pixels: frame(grey, box, {side, sharpen}),
    report: reportOf({small, found, box: garment, treatment}),
    steps: {small, map: planeOf(found), garment: found.mask, box},
  };
}

function planeOf({map, mask: {height, width}}: FoundGarment): Plane {
  return {height, width, values: map};
}

function shrunk({width, height, pixels}: RgbImage, workingSide: number): Raster {
  const scale = Math.min(1, workingSide / Math.max(width, height));
  const [rows, columns] = [height, width].map((n) => Math.max(1, Math.round(n * scale))) as [number, number];
  const values = averaged({values: pixels, height, width, channels: 3}, rows, columns);
  return {values, height: rows, width: columns, channels: 3};
}

/** Light on dark; black outside a mask. */
function negative({values, height, width}: Raster, mask: Mask | undefined): Plane {
  const grey = new Float32Array(height * width);
  for (let i = 0; i < grey.length; i++) {
    if (mask && mask.inside[i] === 0) continue;
    grey[i] = 255 - lumaOf(values[3 * i]!, values[3 * i + 1]!, values[3 * i + 2]!);
  }
  return {height, width, values: grey};
}

function whole({height, width}: Raster): Box {
  return {top: 0, left: 0, bottom: height, right: width};
}

/** The least rectangle around a mask; the whole picture where it is empty. */
function boxOf({inside, height, width}: Mask): Box {
  const rows = Array.from({length: height}, (_, y) => y).filter((y) =>
    inside.subarray(y * width, (y + 1) * width).includes(1),
  );
  if (rows.length === 0) return {top: 0, left: 0, bottom: height, right: width};
  const columns = Array.from({length: width}, (_, x) => x).filter((x) => rows.some((y) => inside[y * width + x] === 1));
  return {top: rows[0]!, left: columns[0]!, bottom: rows.at(-1)! + 1, right: columns.at(-1)! + 1};
}

function assertPhoto({width, height, pixels}: RgbImage): void {
  if (
    Number.isInteger(width) &&
    Number.isInteger(height) &&
    width >= 8 &&
    height >= 8 &&
    pixels.length === width * height * 3
  )
    return;
  const got = `${width} x ${height} and ${pixels.length} values`;
  throw new LookbookError(
    "bad-shape",
    `photograph: expected at least 8 x 8 pixels and values of shape [height, width, 3], got ${got}`,
  );
}

function assertSize(name: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least && value <= 1024) return;
  throw new LookbookError(
    "bad-option",
    `preparePhoto, ${name}: expected a whole number from ${least} to 1024, got ${value}`,
  );
}
