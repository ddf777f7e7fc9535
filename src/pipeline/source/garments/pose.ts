import type {Random} from "../../../core/random.js";
import type {Point} from "./outline.js";

/**
 * How a garment lies in the picture, whose sides are -1 and 1: bent sideways by `bend * y^2`, scaled, turned, shifted.
 */
export interface Pose {
  readonly bend: number;
  /** Negative where the garment faces the other way. */
  readonly scaleX: number;
  readonly scaleY: number;
  /** Cosine and sine of the turn. */
  readonly cos: number;
  readonly sin: number;
  readonly shiftX: number;
  readonly shiftY: number;
}

/** How far garments stray from lying upright in the middle. */
export interface PoseRange {
  /** Tangent of half the largest turn. */
  readonly turn: number;
  /** Smallest and largest size. */
  readonly scale: readonly [number, number];
  /** Largest shift to each side, as a share of half the picture. */
  readonly shift: number;
  /** Chance of facing the other way. */
  readonly flip: number;
}

/** Draws a pose: bent, stretched, turned, flipped and shifted. */
export function drawPose(random: Random, {turn, scale, shift, flip}: PoseRange): Pose {
  const size = random.between(...scale);
  const stretch = random.between(0.9, 1.1);
  const t = random.between(-turn, turn);
  return {
    bend: random.between(-0.08, 0.08),
    scaleX: size * stretch * (random.next() < flip ? -1 : 1),
    scaleY: size / stretch,
    // A turn by 2 atan(t), without sines, whose last bit differs between JavaScript engines.
    cos: (1 - t * t) / (1 + t * t),
    sin: (2 * t) / (1 + t * t),
    shiftX: random.between(-shift, shift),
    shiftY: random.between(-shift, shift),
  };
}

/** Where a point of the garment lies in the picture. */
export function place({bend, scaleX, scaleY, cos, sin, shiftX, shiftY}: Pose, [x, y]: Point): Point {
  const a = (x + bend * y * y) * scaleX;
  const b = y * scaleY;
  return [a * cos - b * sin + shiftX, a * sin + b * cos + shiftY];
}
