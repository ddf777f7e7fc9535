import type {Random} from "../../../core/random.js";
import type {Paint, Part} from "./canvas.js";
import {mirrored, type Outline, type Point, rounded} from "./outline.js";

/** Measures of a garment with sleeves, as half widths and heights. */
export interface Cut {
  readonly neck: number;
  readonly neckDepth: number;
  readonly shoulder: number;
  readonly chest: number;
  readonly hem: number;
  readonly bottom: number;
  readonly sleeve: number;
  /** How far the sleeve points away from the body for each unit downwards. */
  readonly spread: number;
  readonly cuff: number;
}

/** Draws the body of a top, without neck and sleeves. */
export function drawBody(random: Random): Omit<Cut, "neckDepth" | "sleeve" | "spread" | "cuff"> {
  const chest = random.between(0.38, 0.52);
  return {
    neck: random.between(0.16, 0.27),
    shoulder: chest + random.between(0.02, 0.1),
    chest,
    hem: chest + random.between(-0.06, 0.1),
    bottom: random.between(0.8, 0.97),
  };
}

/** Draws sleeves that reach the hem or so. */
export function longSleeve(random: Random): Pick<Cut, "sleeve" | "spread" | "cuff"> {
  return {sleeve: random.between(1.15, 1.5), spread: random.between(0.08, 0.34), cuff: random.between(0.16, 0.24)};
}

/** The whole outline: neck, sleeves, body. */
export function silhouette({neck, neckDepth, shoulder, chest, hem, bottom, sleeve, spread, cuff}: Cut): Outline {
  const length = Math.sqrt(1 + spread * spread);
  const [dx, dy] = [spread / length, 1 / length];
  const top: Point = [shoulder, -0.76];
  const outer: Point = [top[0] + sleeve * dx + 0.1, top[1] + sleeve * dy];
  const inner: Point = [outer[0] - cuff * dy, outer[1] + cuff * dx];
  return rounded(
    mirrored([
      [0, -0.88 + neckDepth],
      [neck * 0.8, -0.88 + neckDepth * 0.6],
      [neck, -0.9],
      top,
      [top[0] + 0.08, top[1] + 0.06],
      outer,
      inner,
      [chest, -0.36],
      [(chest + hem) / 2 - 0.02, 0.25],
      [hem, bottom],
      [0, bottom],
    ]),
  );
}

/** A band along the neck. */
export function neckBand({neck, neckDepth}: Cut, paint: Paint): Part {
  const y = -0.88 + neckDepth;
  const edge = mirrored([
    [0, y],
    [neck * 0.8, -0.88 + neckDepth * 0.6],
    [neck, -0.92],
    [neck + 0.09, -0.88],
    [neck * 0.9, y * 0.55 - 0.34],
    [0, y + 0.1],
  ]);
  return {outline: edge, paint};
}
