import {LookbookError} from "../../core/errors.js";
import type {ExampleSet} from "../dataset/imageSet.js";

/** Evenly spaced places of the plane, for asking a model about each. */
export interface PlaneGrid {
  /** Ascending; `columns` of them. */
  readonly xs: readonly number[];
  /** Ascending, as far apart as `xs`. */
  readonly ys: readonly number[];
  /** Points as examples, [ys.length x xs.length, 1, 1, 2]: the lowest row first, each from the left. */
  readonly images: Float32Array;
}

/** Options for {@link planeGrid}. */
export interface PlaneGridOptions {
  /** Places from left to right, at least 2; defaults to 120. */
  readonly columns?: number;
  /** How far the grid reaches beyond the outermost points, in their unit; defaults to 0.2. */
  readonly margin?: number;
}

/**
 * A grid over all points of some sets.
 * @throws LookbookError `bad-option` for fewer columns than 2, `bad-shape` where examples are no points or there is none
 */
export function planeGrid(
  sets: readonly ExampleSet[],
  {columns = 120, margin = 0.2}: PlaneGridOptions = {},
): PlaneGrid {
  if (!Number.isInteger(columns) || columns < 2) {
    throw new LookbookError("bad-option", `planeGrid: columns must be a whole number of at least 2, got ${columns}`);
  }
  const [left, right] = reach(sets, 0, margin);
  const [bottom, top] = reach(sets, 1, margin);
  const step = (right - left) / (columns - 1);
  const rows = Math.max(2, Math.round((top - bottom) / step) + 1);
  const xs = Array.from({length: columns}, (_, i) => left + i * step);
  const ys = Array.from({length: rows}, (_, j) => bottom + j * step);
  return {xs, ys, images: Float32Array.from(ys.flatMap((y) => xs.flatMap((x) => [x, y])))};
}

/** Least and greatest coordinate, with the margin. */
function reach(sets: readonly ExampleSet[], axis: 0 | 1, margin: number): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const {name, images, height, width, channels} of sets) {
    if (height * width * channels !== 2) {
      throw new LookbookError(
        "bad-shape",
        `planeGrid: expected points of 1 x 1 x 2, the ${name} set has ${height} x ${width} x ${channels}`,
      );
    }
    for (let i = axis; i < images.length; i += 2) {
      low = Math.min(low, images[i]!);
      high = Math.max(high, images[i]!);
    }
  }
  if (!(low < high)) throw new LookbookError("bad-shape", "planeGrid: expected at least two different points");
  return [low - margin, high + margin];
}
