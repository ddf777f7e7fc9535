import type {ColourPlanes} from "./colourPlanes.js";

/** How far each pixel's colour lies from that of the background. */
export interface BorderContrast {
  /** [height, width], 0 to 1: 1 is the pixel farthest off. */
  readonly contrast: Float32Array;
  /** Mean distance, in grey levels, between the colours of two sides: how uneven the background is. */
  readonly unevenness: number;
}

/**
 * Learns the background's colour on each of the four sides, as a mean and a covariance, and measures each pixel's Mahalanobis distance to
 * them. The side that it is farthest from does not count: a garment may reach over one side of the picture without becoming background.
 * Source: the image border contrast map of J. Zhang et al., ICCV 2015.
 * @param share of the shorter side that counts as border; the paper takes a tenth
 */
export function borderContrast(picture: ColourPlanes, share = 0.1): BorderContrast {
  const {height, width} = picture;
  const band = Math.max(1, Math.round(share * Math.min(height, width)));
  const models = [
    colourModel(picture, 0, 0, band, width),
    colourModel(picture, height - band, 0, height, width),
    colourModel(picture, 0, 0, height, band),
    colourModel(picture, 0, width - band, height, width),
  ];
  const distances = models.map((model) => toUnit(distancesTo(model, picture)));
  const contrast = new Float32Array(height * width);
  const [top, bottom, left, right] = distances as [Float32Array, Float32Array, Float32Array, Float32Array];
  for (let i = 0; i < contrast.length; i++) {
    const [a, b, c, d] = [top[i]!, bottom[i]!, left[i]!, right[i]!];
    contrast[i] = a + b + c + d - Math.max(a, b, c, d);
  }
  return {contrast: toUnit(contrast), unevenness: spread(models.map(({mean}) => mean))};
}

/** Divides by the largest value; a map of zeros stays one. */
export function toUnit(map: Float32Array): Float32Array {
  const largest = map.reduce((a, b) => Math.max(a, b), 0);
  return largest > 0 ? map.map((value) => value / largest) : map;
}

interface ColourModel {
  readonly mean: readonly number[];
  /** Inverse covariance, [3, 3]. */
  readonly precision: readonly (readonly number[])[];
}

/** Deviation, in grey levels, that is added to each colour: a camera's noise. Without it a plain background would find contrast in dust. */
const noise = 4;

function colourModel(
  {planes, width}: ColourPlanes,
  top: number,
  left: number,
  bottom: number,
  right: number,
): ColourModel {
  const count = (bottom - top) * (right - left);
  const sum = [0, 0, 0];
  const products = [0, 1, 2].map(() => [0, 0, 0]);
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const colour = planes.map((plane) => plane[y * width + x]!);
      for (let a = 0; a < 3; a++) {
        sum[a]! += colour[a]!;
        for (let b = 0; b < 3; b++) products[a]![b]! += colour[a]! * colour[b]!;
      }
    }
  }
  const mean = sum.map((value) => value / count);
  const covariance = products.map((row, a) =>
    row.map((value, b) => value / count - mean[a]! * mean[b]! + (a === b ? noise * noise : 0)),
  );
  return {mean, precision: inverse(covariance)};
}

/** Inverse of a symmetric matrix of three rows, by cofactors. */
function inverse(m: readonly (readonly number[])[]): number[][] {
  const [[a, b, c], [, d, e], [, , f]] = m as unknown as Triple<Triple<number>>;
  const [A, B, C] = [d * f - e * e, c * e - b * f, b * e - c * d];
  const determinant = a * A + b * B + c * C;
  const [D, E, F] = [a * f - c * c, b * c - a * e, a * d - b * b];
  return [
    [A, B, C],
    [B, D, E],
    [C, E, F],
  ].map((row) => row.map((value) => value / determinant));
}

function distancesTo({mean, precision}: ColourModel, {planes, height, width}: ColourPlanes): Float32Array {
  const [xs, ys, zs] = planes as [Float32Array, Float32Array, Float32Array];
  const [[a, b, c], [, d, e], [, , f]] = precision as unknown as Triple<Triple<number>>;
  const [meanX, meanY, meanZ] = mean as Triple<number>;
  const result = new Float32Array(height * width);
  for (let i = 0; i < result.length; i++) {
    const [x, y, z] = [xs[i]! - meanX, ys[i]! - meanY, zs[i]! - meanZ];
    const square = a * x * x + d * y * y + f * z * z + 2 * (b * x * y + c * x * z + e * y * z);
    result[i] = Math.sqrt(Math.max(0, square));
  }
  return result;
}

type Triple<T> = [T, T, T];

function spread(means: readonly (readonly number[])[]): number {
  const distances = means.flatMap((a, i) => means.slice(i + 1).map((b) => distanceBetween(a, b)));
  return distances.reduce((sum, value) => sum + value, 0) / distances.length;
}

function distanceBetween(a: readonly number[], b: readonly number[]): number {
  return Math.sqrt(a.reduce((sum, value, k) => sum + (value - b[k]!) * (value - b[k]!), 0));
}
