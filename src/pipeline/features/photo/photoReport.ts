import type {Raster} from "./averaged.js";
import {lumaOf} from "./colourPlanes.js";
import type {FoundGarment} from "./findGarment.js";
import type {Box} from "./frame.js";
import type {PhotoTreatment} from "./preparePhoto.js";

/** What was done to a photograph, and what makes its answer doubtful. */
export interface PhotoReport {
  readonly treatment: PhotoTreatment;
  /** Share of the picture that the garment covers, in [0, 1]. */
  readonly covers: number;
  /** The rectangle around the garment, as shares of height and width. */
  readonly box: Box;
  /** Share of variance that garment and background explain, in [0, 1]: near 1 for a garment that stands out clearly. */
  readonly clarity: number;
  /** Mean lightness of the garment minus that of the background, in grey levels. */
  readonly contrast: number;
  /** Mean distance, in grey levels, between the background's colours on two sides of the picture. */
  readonly unevenness: number;
  readonly warnings: readonly PhotoWarning[];
}

/** Why an answer is doubtful. */
export type PhotoWarning =
  | "no clear garment"
  | "background uneven"
  | "cut by the border"
  | "low contrast"
  | "several things";

/** Bounds of the warnings. */
export const warningBounds = {
  /** One heap of equally frequent values has this share when it is cut in half, and a bell-shaped one less: below it are no two heaps. */
  clarity: 0.75,
  /** A garment covers more than this and less than that. */
  covers: [0.05, 0.9],
  /** Above this distance between two sides, in grey levels, the background is uneven. */
  unevenness: 30,
  /** Above this share of the border, the garment is cut by it. */
  onBorder: 0.05,
  /** Below this distance of mean colours, in grey levels. */
  contrast: 20,
  /** Below this share of what stands out, the part kept is one of several. */
  largestShare: 0.7,
} as const;

interface Found {
  readonly small: Raster;
  readonly found: FoundGarment;
  readonly box: Box;
  readonly treatment: PhotoTreatment;
}

/** Describes what {@link findGarment} found. */
export function reportOf({small, found, box, treatment}: Found): PhotoReport {
  const {height, width} = small;
  const {inside} = found.mask;
  const size = inside.reduce((sum, value) => sum + value, 0);
  const covers = size / (height * width);
  const difference = colourDifference(small, inside, size);
  const measured = {covers, onBorder: borderShare(found), contrast: difference.colour, ...found};
  return {
    treatment,
    covers,
    box: {top: box.top / height, left: box.left / width, bottom: box.bottom / height, right: box.right / width},
    clarity: found.clarity,
    contrast: difference.lightness,
    unevenness: found.unevenness,
    warnings: warningsOf(measured),
  };
}

type Measured = Pick<FoundGarment, "clarity" | "unevenness" | "largestShare"> & {
  readonly covers: number;
  readonly onBorder: number;
  readonly contrast: number;
};

function warningsOf({clarity, unevenness, largestShare, covers, onBorder, contrast}: Measured): PhotoWarning[] {
  const [least, most] = warningBounds.covers;
  const checks: readonly (readonly [PhotoWarning, boolean])[] = [
    ["no clear garment", clarity < warningBounds.clarity || covers < least || covers > most],
    ["background uneven", unevenness > warningBounds.unevenness],
    ["cut by the border", onBorder > warningBounds.onBorder],
    ["low contrast", contrast < warningBounds.contrast],
    ["several things", largestShare < warningBounds.largestShare],
  ];
  return checks.filter(([, holds]) => holds).map(([warning]) => warning);
}

/** Share of the picture's outermost pixels that belong to the garment. */
function borderShare({mask: {inside, height, width}}: FoundGarment): number {
  let touching = 0;
  for (let x = 0; x < width; x++) touching += inside[x]! + inside[(height - 1) * width + x]!;
  for (let y = 1; y < height - 1; y++) touching += inside[y * width]! + inside[y * width + width - 1]!;
  return touching / (2 * (height + width) - 4);
}

/** Garment minus background, of the mean colours; 0 where one of them is empty. */
function colourDifference({values}: Raster, inside: Uint8Array, size: number): {colour: number; lightness: number} {
  if (size === 0 || size === inside.length) return {colour: 0, lightness: 0};
  const sums = [0, 0, 0];
  for (let i = 0; i < inside.length; i++) {
    const weight = inside[i] === 1 ? 1 / size : -1 / (inside.length - size);
    for (let c = 0; c < 3; c++) sums[c]! += weight * values[3 * i + c]!;
  }
  const [red, green, blue] = sums as [number, number, number];
  return {colour: Math.sqrt(red * red + green * green + blue * blue), lightness: lumaOf(red, green, blue)};
}
