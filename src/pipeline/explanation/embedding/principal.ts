import {assertPoints, type Points} from "./points.js";

/**
 * Points in the plane of their two greatest variances (principal component analysis), by power iteration on the covariance. Of each
 * axis the greatest weight is positive, so that the picture does not depend on chance.
 * @returns [count, 2], centred
 * @throws LookbookError `bad-shape`, `bad-data`
 */
export function principalPlane(points: Points): Float64Array {
  assertPoints("principalPlane", points);
  const {values, count, width} = points;
  const centre = meansOf(points);
  const covariance = covarianceOf(points, centre);
  const first = leadingAxis(covariance, width);
  const second = leadingAxis(covariance, width, first);
  const plane = new Float64Array(count * 2);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < width; k++) {
      const x = values[i * width + k]! - centre[k]!;
      plane[2 * i]! += x * first[k]!;
      plane[2 * i + 1]! += x * second[k]!;
    }
  }
  return plane;
}

function meansOf({values, count, width}: Points): Float64Array {
  const sums = new Float64Array(width);
  for (let i = 0; i < count; i++) for (let k = 0; k < width; k++) sums[k]! += values[i * width + k]!;
  return sums.map((sum) => sum / count);
}

/** Unscaled: the axes are the same. */
function covarianceOf({values, count, width}: Points, centre: Float64Array): Float64Array {
  const sums = new Float64Array(width * width);
  const row = new Float64Array(width);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < width; k++) row[k] = values[i * width + k]! - centre[k]!;
    for (let k = 0; k < width; k++) {
      const x = row[k]!;
      for (let l = 0; l <= k; l++) sums[k * width + l]! += x * row[l]!;
    }
  }
  for (let k = 0; k < width; k++) for (let l = k + 1; l < width; l++) sums[k * width + l] = sums[l * width + k]!;
  return sums;
}

const mostRounds = 2000;

/** The axis of greatest variance, or of those at right angles to one; all zero where there is no variance left. */
function leadingAxis(covariance: Float64Array, width: number, besides?: Float64Array): Float64Array {
  // From the longest row, which is hardly at right angles to what is looked for.
  let axis: Float64Array = unit(longestRow(covariance, width, besides));
  for (let round = 0; round < mostRounds; round++) {
    const next = new Float64Array(width);
    for (let k = 0; k < width; k++) for (let l = 0; l < width; l++) next[k]! += covariance[k * width + l]! * axis[l]!;
    const turned = unit(besides ? without(next, besides) : next);
    const change = turned.reduce((sum, x, k) => sum + (x - axis[k]!) * (x - axis[k]!), 0);
    axis = turned;
    if (change < 1e-24) break;
  }
  const greatest = axis.reduce((best, x) => (Math.abs(x) > Math.abs(best) ? x : best), 0);
  return greatest < 0 ? axis.map((x) => -x) : axis;
}

function longestRow(covariance: Float64Array, width: number, besides?: Float64Array): Float64Array {
  let best: Float64Array = new Float64Array(width);
  let most = 0;
  for (let k = 0; k < width; k++) {
    const whole = covariance.slice(k * width, (k + 1) * width);
    const row = besides ? without(whole, besides) : whole;
    const length = dot(row, row);
    if (length > most) {
      best = row;
      most = length;
    }
  }
  return best;
}

function without(vector: Float64Array, axis: Float64Array): Float64Array {
  const share = dot(vector, axis);
  return vector.map((x, k) => x - share * axis[k]!);
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return length > 0 ? vector.map((x) => x / length) : vector;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
