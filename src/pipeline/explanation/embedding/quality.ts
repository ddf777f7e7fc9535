import {LookbookError} from "../../../core/errors.js";
import {openSquaredDistances, type SquaredDistances} from "./nearest/squaredDistances.js";
import {assertPoints, type Points, pointsAt} from "./points.js";

/** How faithful a map of points is to the space that they come from; each in [0, 1], 1 at best. */
export interface MapQuality {
  /** How far from a point its neighbours on the map are in the space: false neighbours cost by their rank there. */
  readonly trustworthiness: number;
  /** How far on the map its neighbours in the space are: torn neighbourhoods cost by their rank there. */
  readonly continuity: number;
  /** Share of the neighbours in the space that are neighbours on the map. */
  readonly preservation: number;
  /** Neighbours that count. */
  readonly size: number;
  /** Points whose neighbours were looked at. */
  readonly asked: number;
}

/** Options for {@link mapQuality}. */
export interface MapQualityOptions {
  /** Neighbours that count, fewer than half of the points; defaults to 10. */
  readonly size?: number;
  /** Points whose neighbours are looked at, among all others; defaults to every point, which takes a while for ten thousand. */
  readonly rows?: ArrayLike<number>;
}

/**
 * Compares the neighbourhoods of points in a space and on a map of it. Source: J. Venna, S. Kaski, "Local multidimensional scaling",
 * Neural Networks 19 (2006); of points equally near the lower row counts as the nearer.
 * @throws LookbookError `bad-shape`, `bad-data` for numbers that are no points, or another number of them; `bad-option`
 */
export function mapQuality(space: Points, map: Points, {size = 10, rows}: MapQualityOptions = {}): MapQuality {
  assertPoints("mapQuality: space", space, 3);
  assertPoints("mapQuality: map", map, 3);
  const {count} = space;
  if (map.count !== count) {
    throw new LookbookError(
      "bad-shape",
      `mapQuality: expected a place on the map for each of ${count} points, got ${map.count}`,
    );
  }
  if (!(Number.isInteger(size) && size >= 1 && size < count / 2)) {
    throw new LookbookError(
      "bad-option",
      `mapQuality: size must be a whole number from 1 to below ${count / 2}, got ${size}`,
    );
  }
  const asked = Int32Array.from(rows ?? {length: count}, (row, i) => (rows ? row : i));
  if (asked.length === 0) throw new LookbookError("bad-option", "mapQuality: expected at least one row to look at");
  const bad = asked.find((row) => row < 0 || row >= count);
  if (bad !== undefined) {
    throw new LookbookError("bad-option", `mapQuality: rows must lie in 0 to ${count - 1}, got ${bad}`);
  }
  const most = {asked: blockSize, known: count};
  const everything = {start: 0, end: count};
  const [inSpace, onMap] = [space, map].map((points) =>
    openSquaredDistances(pointsAt(points, asked), points, most),
  ) as [SquaredDistances, SquaredDistances];
  let [intruders, lost, kept] = [0, 0, 0];
  for (let start = 0; start < asked.length; start += blockSize) {
    const block = {start, end: Math.min(asked.length, start + blockSize)};
    const [allFar, allDrawn] = [inSpace(block, everything), onMap(block, everything)];
    for (let i = block.start; i < block.end; i++) {
      const row = asked[i]!;
      const own = (squares: Float64Array): Float64Array =>
        squares.subarray((i - start) * count, (i - start + 1) * count);
      const [far, drawn] = [own(allFar), own(allDrawn)];
      const [near, shown] = [nearestIn(far, row, size), nearestIn(drawn, row, size)];
      for (const j of shown) {
        if (near.includes(j)) kept++;
        else intruders += rankOf(far, row, j) - size;
      }
      for (const j of near) if (!shown.includes(j)) lost += rankOf(drawn, row, j) - size;
    }
  }
  const worst = (asked.length * size * (2 * count - 3 * size - 1)) / 2;
  return {
    trustworthiness: 1 - intruders / worst,
    continuity: 1 - lost / worst,
    preservation: kept / (asked.length * size),
    size,
    asked: asked.length,
  };
}

/** Rows of distances that lie in memory at once. */
const blockSize = 32;

/** The points nearest to one, the nearest first. */
function nearestIn(squares: Float64Array, itself: number, size: number): number[] {
  const near: number[] = [];
  for (let j = 0; j < squares.length; j++) {
    if (j === itself || (near.length === size && squares[j]! >= squares[near[size - 1]!]!)) continue;
    let place = Math.min(near.length, size - 1);
    for (; place > 0 && squares[near[place - 1]!]! > squares[j]!; place--) near[place] = near[place - 1]!;
    near[place] = j;
  }
  return near;
}

/** Which neighbour of a point another is: 1 for the nearest. */
function rankOf(squares: Float64Array, itself: number, other: number): number {
  const square = squares[other]!;
  let rank = 1;
  for (let j = 0; j < squares.length; j++) {
    if (j !== itself && (squares[j]! < square || (squares[j]! === square && j < other))) rank++;
  }
  return rank;
}
