import {cosPi} from "../../core/cosPi.js";
import {LookbookError} from "../../core/errors.js";
import {assertNoise} from "./drawMoons.js";

/** The law by which the moons were drawn: what no model knows, and against which each can be held. */
export interface MoonsTruth {
  /**
   * Probabilities of the outer and the inner moon, where both are equally common.
   * @param points [count, 2]
   * @returns [count, 2], row-major
   */
  predict(points: Float32Array): Float32Array;
  /** Share of points that the best possible rule gets right: Bayes' rule, which names the likelier moon; in [0.5, 1]. */
  readonly bestAccuracy: number;
}

/**
 * Works out the law of moons with this noise. The density of a moon is the mean of normal densities along it, summed at places a
 * quarter of the noise apart; the share that even the best rule gets wrong, half the integral of the lesser density, is summed over
 * a lattice a fifth of the noise wide. That is exact to about 0.0001.
 * @param noise standard deviation, at least 0.02
 * @throws LookbookError `bad-option` for less: the lattice would have millions of places, and nothing is ever wrong
 */
export function moonsTruth(noise: number): MoonsTruth {
  assertNoise(noise);
  if (noise < least) {
    throw new LookbookError(
      "bad-option",
      `the law of moons is worked out for noise of at least ${least}, got ${noise}`,
    );
  }
  const arc = arcOf(noise);
  const outer = (x: number, y: number): number => density(arc, x, y, noise);
  const inner = (x: number, y: number): number => density(arc, 1 - x, 0.5 - y, noise);
  return {
    predict: (points) => {
      const probabilities = new Float32Array(points.length);
      for (let i = 0; i < points.length; i += 2) {
        const [x, y] = [points[i]!, points[i + 1]!];
        // Far from both, the densities underflow: the nearer one is then all that counts.
        const nearest = Math.min(leastSquare(arc, x, y), leastSquare(arc, 1 - x, 0.5 - y));
        const [zero, one] = [density(arc, x, y, noise, nearest), density(arc, 1 - x, 0.5 - y, noise, nearest)];
        probabilities[i] = zero / (zero + one);
        probabilities[i + 1] = one / (zero + one);
      }
      return probabilities;
    },
    bestAccuracy: 1 - overlap(outer, inner, noise) / 2,
  };
}

const least = 0.02;

/** Middles of equal pieces of the upper half circle, [pieces, 2]. */
function arcOf(noise: number): Float64Array {
  const pieces = Math.max(64, Math.ceil((4 * Math.PI) / noise));
  const arc = new Float64Array(2 * pieces);
  for (let i = 0; i < pieces; i++) {
    const share = (i + 0.5) / pieces;
    arc[2 * i] = cosPi(share);
    arc[2 * i + 1] = cosPi(Math.abs(0.5 - share));
  }
  return arc;
}

function leastSquare(arc: Float64Array, x: number, y: number): number {
  let square = Number.POSITIVE_INFINITY;
  for (let i = 0; i < arc.length; i += 2) square = Math.min(square, (x - arc[i]!) ** 2 + (y - arc[i + 1]!) ** 2);
  return square;
}

/** Density of the outer moon at a point, times exp(offset / (2 noise^2)). */
function density(arc: Float64Array, x: number, y: number, noise: number, offset = 0): number {
  const scale = -1 / (2 * noise * noise);
  let sum = 0;
  for (let i = 0; i < arc.length; i += 2) {
    const square = (x - arc[i]!) ** 2 + (y - arc[i + 1]!) ** 2;
    sum += Math.exp(scale * (square - offset));
  }
  return sum / (arc.length / 2) / (2 * Math.PI * noise * noise);
}

type Density = (x: number, y: number) => number;

/** Integral of the lesser of both densities. The picture is the same after half a turn about (0.5, 0.25), so half of it is enough. */
function overlap(outer: Density, inner: Density, noise: number): number {
  const step = noise / 5;
  const reach = 5 * noise;
  const columns = Math.ceil((1.5 + reach) / step);
  const rows = Math.ceil((0.75 + reach) / step);
  let sum = 0;
  for (let i = 0; i < columns; i++) {
    for (let j = -rows; j < rows; j++) {
      const [x, y] = [0.5 + (i + 0.5) * step, 0.25 + (j + 0.5) * step];
      sum += Math.min(outer(x, y), inner(x, y));
    }
  }
  return 2 * sum * step * step;
}
