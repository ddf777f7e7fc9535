import {axisName} from "../axis/plan.js";
import type {Json} from "../spec/read.js";
import {listAt, numberAt, objectAt, textAt} from "../spec/read.js";

/** A stretch of the page, in pixels, ascending. */
export type Span = readonly [number, number];

/** Rows and columns of panels; one of each without a grid. */
export interface PanelGrid {
  readonly rows: number;
  readonly columns: number;
  readonly independent: boolean;
  readonly bottomToTop: boolean;
  readonly shared: boolean;
}

/** Below this width per panel a grid of panels is laid in fewer columns. */
const leastPanel = 230;

/** The grid of a figure's panels; on a phone independent panels stand below each other. */
export function gridOf(layout: Json, width: number): PanelGrid {
  const grid = objectAt(layout, "grid");
  const whole = (name: string): number => Math.min(30, Math.max(1, Math.round(numberAt(grid, name) ?? 1)));
  const [rows, columns] = [whole("rows"), whole("columns")];
  const independent = textAt(grid, "pattern") === "independent";
  const bottomToTop = textAt(grid, "roworder") === "bottom to top";
  const shared = rows * columns > 1;
  const fit = Math.max(1, Math.floor(width / leastPanel));
  if (!independent || columns <= fit || bottomToTop) return {rows, columns, independent, bottomToTop, shared};
  return {rows: Math.ceil((rows * columns) / fit), columns: fit, independent, bottomToTop, shared};
}

/** Where an axis lies: its track among the columns (x) or rows (y, from the top), and the share of it that it covers. */
export interface Cell {
  readonly track: number;
  /** Shares from the left or from the bottom. */
  readonly share: Span;
}

export function cellOf(id: string, layout: Json, {rows, columns, independent, bottomToTop, shared}: PanelGrid): Cell {
  const options = objectAt(layout, axisName(id));
  const over = textAt(options, "overlaying");
  if (over !== undefined && over !== id) return cellOf(over, layout, {rows, columns, independent, bottomToTop, shared});
  const domain = listAt(options, "domain")?.map(Number);
  const share: Span = domain?.every(Number.isFinite) && domain[0]! < domain[1]! ? [domain[0]!, domain[1]!] : [0, 1];
  if (!shared || domain !== undefined) return {track: 0, share};
  const number = Number(id.slice(1) || 1) - 1;
  const row = Math.min(rows - 1, independent ? Math.floor(number / columns) : number);
  const column = Math.min(columns - 1, independent ? number % columns : number);
  return {track: id[0] === "x" ? column : bottomToTop ? rows - 1 - row : row, share: [0, 1]};
}

/** What axes need before and behind each track, in pixels. */
export type Needs = readonly (readonly [number, number])[];

/** Divides a stretch into equal tracks with the room that each needs about it. */
export function tracksOf([from, to]: Span, needs: Needs): Span[] {
  const taken = needs.reduce((sum, [before, behind]) => sum + before + behind, 0);
  const each = Math.max(10, (to - from - taken) / needs.length);
  let at = from;
  return needs.map(([before, behind]) => {
    const start = at + before;
    at = start + each + behind;
    return [start, start + each];
  });
}
