import {autorange} from "../axis/autorange.js";
import type {AxisPlan} from "../axis/plan.js";
import {layoutPlace} from "../axis/plan.js";
import type {Reach} from "../axis/reach.js";
import {makeScale} from "../axis/scale.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, textAt} from "../spec/read.js";
import type {Prepared} from "../trace/prepared.js";
import type {AxisLayout} from "./axisLayout.js";
import {layoutAxis, sideOf} from "./axisLayout.js";
import {constrained} from "./constrain.js";
import type {Sizes} from "./sizes.js";
import type {TickFloor} from "./ticks.js";
import type {Cell, Needs, PanelGrid, Span} from "./tracks.js";
import {cellOf, tracksOf} from "./tracks.js";

/** What is to be arranged on the page. */
export interface Arrangement {
  readonly layout: Json;
  readonly plans: ReadonlyMap<string, AxisPlan>;
  readonly traces: readonly Prepared[];
  readonly grid: PanelGrid;
  readonly sizes: Sizes;
  readonly width: number;
  /** Of the whole figure, in pixels. */
  readonly height: number;
  /** Taken at the edges by title, legend, colour bar and notes. */
  readonly taken: {readonly left: number; readonly right: number; readonly top: number; readonly bottom: number};
}

/** Axes with their places: all in the figure's pixels. */
export interface Arranged {
  readonly axes: ReadonlyMap<string, AxisLayout>;
  /** The stretch of each axis, ascending. */
  readonly spans: ReadonlyMap<string, Span>;
  /** The pixel across at which an axis' line stands. */
  readonly positions: ReadonlyMap<string, number>;
  /** The axis that each stands on. */
  readonly partners: ReadonlyMap<string, string>;
  /** Pixels by which the panels are lower than they should be. */
  readonly missing: number;
}

/**
 * Finds room for every axis: labels decide the margins, the margins the length of the axes, and that the ranges and the ticks;
 * after three rounds nothing moves any more.
 */
export function arrange(input: Arrangement): Arranged {
  const {plans, layout, grid} = input;
  const ids = [...plans.keys()];
  const cells = new Map(ids.map((id) => [id, cellOf(id, layout, grid)]));
  const partners = new Map(ids.map((id) => [id, partnerOf(id, input)]));
  const fixed = fixedMargins(input);
  let columns: Needs = Array.from({length: grid.columns}, () => [40, 12]);
  let rows: Needs = Array.from({length: grid.rows}, () => [4, 40]);
  let done = lay(input, cells, fixed ?? {columns, rows});
  for (let round = 0; round < 3 && fixed === undefined; round++) {
    columns = needsOf("x", input, {cells, partners, axes: done.axes, spans: done.spans});
    rows = needsOf("y", input, {cells, partners, axes: done.axes, spans: done.spans});
    done = lay(input, cells, {columns, rows});
  }
  const positions = new Map(ids.map((id) => [id, positionOf(id, partners.get(id)!, plans, done.spans)]));
  return {axes: done.axes, spans: done.spans, positions, partners, missing: missingHeight(done, rows, input)};
}

/** A figure whose axes may take no room and whose margins are given stays as its author drew it. */
function fixedMargins({plans, layout, grid, taken}: Arrangement): {columns: Needs; rows: Needs} | undefined {
  const margin = (side: string): number | undefined => numberAt(layout, `margin.${side}`);
  const [l, r, t, b] = ["l", "r", "t", "b"].map(margin);
  if (l === undefined || r === undefined || t === undefined || b === undefined || grid.shared) return undefined;
  if (![...plans.values()].every(({options}) => at(options, "automargin") === false)) return undefined;
  return {columns: [[l - taken.left, r - taken.right]], rows: [[t - taken.top, b - taken.bottom]]};
}

interface Laid {
  readonly axes: ReadonlyMap<string, AxisLayout>;
  readonly spans: ReadonlyMap<string, Span>;
}

function lay(input: Arrangement, cells: ReadonlyMap<string, Cell>, needs: {columns: Needs; rows: Needs}): Laid {
  const {plans, taken, width, height, sizes} = input;
  const columns = tracksOf([taken.left, width - taken.right], needs.columns);
  const rows = tracksOf([taken.top, height - taken.bottom], needs.rows);
  const whole = new Map(
    [...cells].map(([id, {track, share}]) => [
      id,
      spanIn((id[0] === "x" ? columns : rows)[track]!, share, id[0] === "y"),
    ]),
  );
  const ranges = rangesOf(input, whole);
  const {spans, ranges: held} = constrained(plans, whole, ranges);
  const axes = new Map(
    [...plans].map(([id, plan]) => {
      const [from, to] = spans.get(id)!;
      const scale = makeScale(plan, held.get(id)!, plan.letter === "x" ? [from, to] : [to, from]);
      const floor = floorOf(id, input.traces);
      return [id, layoutAxis(scale, {sizes, width, height, floor})];
    }),
  );
  return {axes, spans};
}

function spanIn([from, to]: Span, [first, last]: Span, upwards: boolean): Span {
  const length = to - from;
  return upwards ? [to - last * length, to - first * length] : [from + first * length, from + last * length];
}

/** The range of every axis: the author's, or what the data ask for; axes that match have one for all. */
function rangesOf({plans, traces}: Arrangement, spans: ReadonlyMap<string, Span>): Map<string, [number, number]> {
  const leaderOf = (id: string): string => {
    const leader = textAt(plans.get(id)?.options, "matches");
    return leader !== undefined && leader !== id && plans.has(leader) ? leader : id;
  };
  return new Map(
    [...plans].map(([id, plan]) => {
      const leader = leaderOf(id);
      const {options} = plans.get(leader)!;
      const group = [...plans.keys()].filter((other) => leaderOf(other) === leader);
      const reaches = traces.flatMap((trace) => [
        ...(group.includes(trace.x.id) ? trace.reachX : []),
        ...(group.includes(trace.y.id) ? trace.reachY : []),
      ]);
      const [from, to] = spans.get(leader)!;
      return [id, rangeOf(plan, options, reaches, to - from)];
    }),
  );
}

function rangeOf(plan: AxisPlan, options: Json, reaches: readonly Reach[], length: number): [number, number] {
  const auto = at(options, "autorange");
  const given = listAt(options, "range")?.map((value) => layoutPlace(plan, value));
  if (
    auto !== true &&
    auto !== "reversed" &&
    given?.length === 2 &&
    given.every(Number.isFinite) &&
    given[0] !== given[1]
  ) {
    return [given[0]!, given[1]!];
  }
  const found = autorange(reaches, {length, mode: plan.type === "linear" ? textAt(options, "rangemode") : undefined});
  const [low, high] =
    found ?? (plan.type === "category" ? [-0.5, Math.max(0.5, plan.categories.length - 0.5)] : emptyRange(plan));
  return auto === "reversed" ? [high, low] : [low, high];
}

function emptyRange({type, letter}: AxisPlan): [number, number] {
  if (type === "date") return [Date.UTC(2000, 0, 1), Date.UTC(2001, 0, 1)];
  return letter === "x" ? [-1, 6] : [-1, 4];
}

function floorOf(id: string, traces: readonly Prepared[]): TickFloor | undefined {
  const own = traces.filter(({x, y}) => x.id === id || y.id === id);
  if (own.some(({tickFloor}) => tickFloor === "off")) return undefined;
  const floors = own.flatMap(({tickFloor}) =>
    tickFloor && tickFloor !== "off" && tickFloor.axis === id ? [tickFloor] : [],
  );
  return floors.length > 0 && new Set(floors.map(({size}) => size)).size === 1 ? floors[0] : undefined;
}

/** The axis that another stands on. */
function partnerOf(id: string, {plans, traces}: Arrangement): string {
  const anchor = textAt(plans.get(id)!.options, "anchor");
  if (anchor !== undefined && plans.has(anchor)) return anchor;
  const trace = traces.find(({x, y}) => x.id === id || y.id === id);
  const other = id[0] === "x" ? "y" : "x";
  const numbered = `${other}${id.slice(1)}`;
  return trace ? (id[0] === "x" ? trace.y.id : trace.x.id) : plans.has(numbered) ? numbered : other;
}

function positionOf(
  id: string,
  partner: string,
  plans: ReadonlyMap<string, AxisPlan>,
  spans: ReadonlyMap<string, Span>,
): number {
  const plan = plans.get(id)!;
  const [from, to] = spans.get(partner) ?? [0, 0];
  const free = textAt(plan.options, "anchor") === "free" ? numberAt(plan.options, "position") : undefined;
  if (free !== undefined) return plan.letter === "y" ? from + free * (to - from) : to - free * (to - from);
  const side = sideOf({plan});
  return side === "left" || side === "top" ? from : to;
}

interface Known extends Laid {
  readonly cells: ReadonlyMap<string, Cell>;
  readonly partners: ReadonlyMap<string, string>;
}

/** The room that labels and titles need about each column ("x") or row ("y"). */
function needsOf(
  direction: "x" | "y",
  {layout, grid, plans}: Arrangement,
  {cells, partners, axes, spans}: Known,
): Needs {
  const count = direction === "x" ? grid.columns : grid.rows;
  const margin = (side: string): number => numberAt(layout, `margin.${side}`) ?? 0;
  const needs = Array.from({length: count}, (_, track): [number, number] => {
    const first = track === 0 ? (direction === "x" ? Math.min(margin("l"), 24) : 6) : 8;
    const last = track === count - 1 ? (direction === "x" ? 8 : 2) : 8;
    return [first, last];
  });
  const ask = (track: number, side: 0 | 1, pixels: number): void => {
    const need = needs[track]!;
    need[side] = Math.max(need[side], pixels);
  };
  for (const [id, {depth, overhang, side}] of axes) {
    const own = cells.get(id)!;
    const length = trackLength(id, cells, spans);
    // Shares are counted from the left, or from the bottom, and rows from the top.
    if (id[0] === direction) {
      const [start, end] = direction === "x" ? own.share : [1 - own.share[1], 1 - own.share[0]];
      ask(own.track, 0, overhang[0] + 2 - start * length);
      ask(own.track, 1, overhang[1] + 2 - (1 - end) * length);
      continue;
    }
    const partner = cells.get(partners.get(id)!);
    if (partner === undefined) continue;
    const along = trackLength(partners.get(id)!, cells, spans);
    const free =
      textAt(plans.get(id)!.options, "anchor") === "free"
        ? (numberAt(plans.get(id)!.options, "position") ?? 0)
        : undefined;
    const [low, high] = free === undefined ? partner.share : [free, free];
    if (side === "left" || side === "bottom") ask(partner.track, side === "left" ? 0 : 1, depth + 2 - low * along);
    else ask(partner.track, side === "right" ? 1 : 0, depth + 2 - (1 - high) * along);
  }
  return needs;
}

function trackLength(id: string, cells: ReadonlyMap<string, Cell>, spans: ReadonlyMap<string, Span>): number {
  const [[from, to], {share}] = [spans.get(id)!, cells.get(id)!];
  return (to - from) / (share[1] - share[0]);
}

/** The least height of a panel, and of a line of categories. */
const leastHeight = 110;

function missingHeight({axes, spans}: Laid, rows: Needs, {traces}: Arrangement): number {
  const lacks = [...axes].map(([id, {scale, labels}]) => {
    if (id[0] !== "y") return 0;
    const [from, to] = spans.get(id)!;
    const lines = scale.plan.type === "category" ? Math.abs(scale.range[1] - scale.range[0]) : 0;
    const least = Math.max(leastHeight, lines * 1.2 * (labels.labels[0]?.block.size ?? 11));
    return traces.length > 0 ? least - (to - from) : 0;
  });
  return Math.max(0, ...lacks) * rows.length;
}
