import {n} from "../svg.js";

/** A place in pixels. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** From so many on, dots are written in the order of a walk. */
const many = 100;
/** Pixels between the rows of the walk. */
const rowHeight = 6;

/**
 * Dots as one path of strokes without length, to be drawn with round ends; to a tenth of a pixel. Very many are visited row by row,
 * there and back, each by its step from the last: 8 bytes a dot instead of 14, and those that lie upon each other are written once.
 */
export function dotsPath(dots: readonly Place[]): string {
  const tenths = dots.map(({x, y}): Tenths => [Math.round(10 * x), Math.round(10 * y)]);
  if (dots.length < many) return tenths.map(([x, y]) => `M${n(x / 10)} ${n(y / 10)}h0`).join("");
  const steps: string[] = [];
  let last: Tenths | undefined;
  for (const dot of tenths.sort(byRow)) {
    if (last === undefined) steps.push(`M${n(dot[0] / 10)} ${n(dot[1] / 10)}h0`);
    else if (dot[0] !== last[0] || dot[1] !== last[1]) {
      const [across, down] = [short(dot[0] - last[0]), short(dot[1] - last[1])];
      steps.push(`m${across}${down.startsWith("-") ? "" : " "}${down}h0`);
    }
    last = dot;
  }
  return steps.join("");
}

type Tenths = readonly [x: number, y: number];

/** Rows from above to below, one to the right and the next to the left. */
function byRow(a: Tenths, b: Tenths): number {
  const [rowA, rowB] = [a, b].map(([, y]) => Math.floor(y / (10 * rowHeight))) as [number, number];
  if (rowA !== rowB) return rowA - rowB;
  return (rowA % 2 === 0 ? a[0] - b[0] : b[0] - a[0]) || a[1] - b[1];
}

/** Tenths as a decimal number, without a zero before the point. */
function short(tenths: number): string {
  return n(tenths / 10).replace(/^(-?)0\./, "$1.");
}
