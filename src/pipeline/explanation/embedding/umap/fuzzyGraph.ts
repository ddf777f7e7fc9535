import {expOf, logOf} from "../../../../core/exponential.js";
import type {Neighbours} from "../nearest/nearestPoints.js";
import {symmetric, type Weights} from "../sparse.js";

/**
 * How surely points belong together: around each point distances count from its nearest neighbour on, in a unit of its own in which
 * its neighbours weigh log2(size + 1) in all; a pair belongs together as surely as either of the two says so.
 * Source: L. McInnes, J. Healy, J. Melville, "UMAP: uniform manifold approximation and projection" (arXiv:1802.03426), algorithms 2 and 3.
 */
export function fuzzyGraph(neighbours: Neighbours): Weights {
  const {count, size, distances} = neighbours;
  const wanted = logOf(size + 1) / Math.LN2; // the point itself counts as one of its neighbours, as in umap-learn
  const mean = meanOf(distances) * (size / (size + 1));
  const directed = new Float64Array(count * size);
  for (let i = 0; i < count; i++) {
    const own = distances.subarray(i * size, (i + 1) * size);
    const nearest = own.find((distance) => distance > 0) ?? 0;
    const least = leastUnit * (nearest > 0 ? meanOf(own) * (size / (size + 1)) : mean);
    const unit = Math.max(least, unitOf(own, nearest, wanted));
    for (let k = 0; k < size; k++) {
      const excess = own[k]! - nearest;
      directed[i * size + k] = excess <= 0 || unit === 0 ? 1 : expOf(-excess / unit);
    }
  }
  return symmetric(neighbours, directed, (there, back) => there + back - there * back);
}

/** Of the mean distance: no unit is smaller. */
const leastUnit = 1e-3;
const rounds = 64;

/** The unit in which the weights of a point's neighbours sum to what is wanted; by bisection. */
function unitOf(distances: Float64Array, nearest: number, wanted: number): number {
  let [low, high, unit] = [0, Number.POSITIVE_INFINITY, 1];
  for (let round = 0; round < rounds; round++) {
    let sum = 0;
    for (const distance of distances) sum += distance > nearest ? expOf((nearest - distance) / unit) : 1;
    if (Math.abs(sum - wanted) < 1e-5) break;
    if (sum > wanted) {
      high = unit;
      unit = (low + high) / 2;
    } else {
      low = unit;
      unit = high === Number.POSITIVE_INFINITY ? unit * 2 : (low + high) / 2;
    }
  }
  return unit;
}

function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
