import type {Matrix} from "./matrix.js";
import {place} from "./matrix.js";

/** A box on a page, in points from its upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What two boxes share; inside out where they share nothing. */
export function intersection(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** The box around points. @param points x and y in turn, before `matrix`. @param height of the page: a PDF counts from below */
export function boxAround(points: readonly number[], matrix: Matrix, height: number): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < points.length; i += 2) {
    const [x, y] = place(matrix, points[i]!, points[i + 1]!);
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, height - y);
    bottom = Math.max(bottom, height - y);
  }
  return {left, top, right, bottom};
}
