import {LookbookError} from "../../../../core/errors.js";
import {expOf, logOf} from "../../../../core/exponential.js";
import type {Neighbours} from "../nearest/nearestPoints.js";
import {symmetric, type Weights} from "../sparse.js";

/**
 * How likely each point would pick each other as its neighbour, made symmetric: normal densities around each point, as wide as it
 * takes for the effective number of neighbours to be the perplexity. Sums to 1.
 * Source: L. van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR 15 (2014), section 3.
 * @param neighbours three times as many as the perplexity are enough
 * @throws LookbookError `bad-option` for a perplexity that is not above 1 and below the number of neighbours
 */
export function affinities(neighbours: Neighbours, perplexity: number): Weights {
  const {count, size, distances} = neighbours;
  if (!(perplexity > 1 && perplexity < size)) {
    throw new LookbookError(
      "bad-option",
      `affinities: the perplexity must lie between 1 and the ${size} neighbours of each point (exclusive), got ${perplexity}`,
    );
  }
  const directed = new Float64Array(count * size);
  const squares = distances.map((distance) => distance * distance);
  const wanted = logOf(perplexity);
  for (let i = 0; i < count; i++) {
    spread(squares.subarray(i * size, (i + 1) * size), wanted, directed.subarray(i * size, (i + 1) * size));
  }
  return symmetric(neighbours, directed, (there, back) => (there + back) / (2 * count));
}

const mostRounds = 200;

/** Probabilities with the wanted entropy; bisection on the precision of the normal density. */
function spread(squares: Float64Array, wanted: number, probabilities: Float64Array): void {
  const nearest = squares[0]!;
  let [low, high, precision] = [0, Number.POSITIVE_INFINITY, 1];
  for (let round = 0; round < mostRounds; round++) {
    let [sum, moment] = [0, 0];
    for (let k = 0; k < squares.length; k++) {
      const excess = squares[k]! - nearest; // the same probabilities, and none of them overflows
      const density = expOf(-precision * excess);
      probabilities[k] = density;
      sum += density;
      moment += density * excess;
    }
    for (let k = 0; k < squares.length; k++) probabilities[k]! /= sum;
    const entropy = logOf(sum) + (precision * moment) / sum;
    const error = entropy - wanted;
    // More neighbours equally near than the perplexity asks for: no precision parts them.
    if (Math.abs(error) < 1e-10 || !(precision < 1e300 && precision > 1e-300)) return;
    if (error > 0) {
      low = precision;
      precision = high === Number.POSITIVE_INFINITY ? precision * 2 : (low + high) / 2;
    } else {
      high = precision;
      precision = (low + high) / 2;
    }
  }
}
