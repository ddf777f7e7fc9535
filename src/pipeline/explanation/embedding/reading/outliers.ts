import {LookbookError} from "../../../../core/errors.js";
import {quantile} from "../../../../core/statistics.js";
import {nearestPoints} from "../nearest/nearestPoints.js";
import {type Points, pointsAt} from "../points.js";

/** A point far from its class. */
export interface Outlier {
  readonly row: number;
  /** Class index. */
  readonly label: number;
  /** To its k-th neighbour of its own class. */
  readonly distance: number;
  /** How far beyond the class's median that is, in the class's own deviations: the median absolute deviation, as of a normal distribution. */
  readonly score: number;
}

/** Options for {@link outliers}. */
export interface OutlierOptions {
  /** [count], class indices. */
  readonly labels: ArrayLike<number>;
  /** The neighbour whose distance counts; defaults to 10, or to the last where a class is smaller. */
  readonly size?: number;
  /** The score that makes an outlier; defaults to 5. */
  readonly least?: number;
}

/**
 * The points that are far from their class: whose k-th neighbour within the class is much farther than is usual in that class. Sparse
 * classes are measured by themselves, so that they are not full of outliers. A class of fewer than 3 points, or of equal ones, has none.
 * Source: S. Ramaswamy, R. Rastogi, K. Shim, "Efficient algorithms for mining outliers from large data sets" (SIGMOD 2000), within classes.
 * @returns the farthest first
 * @throws LookbookError `bad-shape` where there is not one label a point
 */
export async function outliers(points: Points, {labels, size = 10, least = 5}: OutlierOptions): Promise<Outlier[]> {
  if (labels.length !== points.count) {
    throw new LookbookError(
      "bad-shape",
      `outliers: expected a label for each of ${points.count} points, got ${labels.length}`,
    );
  }
  const found: Outlier[] = [];
  for (const label of new Set(Array.from(labels))) {
    const rows = Array.from(labels).flatMap((own, row) => (own === label ? [row] : []));
    if (rows.length < 3) continue;
    const k = Math.min(size, rows.length - 1);
    const near = await nearestPoints(pointsAt(points, rows), {size: k});
    const distances = Float64Array.from(rows, (_, i) => near.distances[(i + 1) * k - 1]!);
    const median = quantile(distances, 0.5);
    const deviation =
      toNormal *
      quantile(
        distances.map((distance) => Math.abs(distance - median)),
        0.5,
      );
    if (!(deviation > 0)) continue;
    rows.forEach((row, i) => {
      const score = (distances[i]! - median) / deviation;
      if (score >= least) found.push({row, label, distance: distances[i]!, score});
    });
  }
  return found.sort((a, b) => b.score - a.score || a.row - b.row);
}

/** A normal distribution's deviation over its median absolute deviation. */
const toNormal = 1.4826022185056018;
