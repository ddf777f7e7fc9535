import type {AxisPlan} from "../axis/plan.js";
import {reachOf} from "../axis/reach.js";
import {onGround} from "../colour/ground.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, pick, toNumber} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import {group, n} from "../svg.js";
import {blockMarkup, setText} from "../text/block.js";
import {widthOf} from "../text/measure.js";
import type {ScaledColours} from "./markerColours.js";
import {bounds, namedScale, shareOf} from "./markerColours.js";
import type {Marks, Panel, Prepared} from "./prepared.js";
import {fillTemplate} from "./values.js";

/** Cells that a figure may hold one by one; a larger map is drawn from the means of blocks. */
const mostCells = 10_000;

/** Prepares the cells of a heat map. */
export function prepareHeatmap(trace: StyledTrace, x: AxisPlan, y: AxisPlan): Prepared {
  const {spec} = trace;
  const rows = rowsOf(spec);
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const [xs, ys] = [edgesOf(spec, x, columns), edgesOf(spec, y, rows.length)];
  const faint = numberAt(spec, "opacity");
  return {
    trace,
    layer: 0,
    x,
    y,
    reachX: [reachOf(xs.flat())],
    reachY: [reachOf(ys.flat())],
    tickFloor: "off",
    draw: (panel) => {
      const scaled = heatScale(spec);
      const cells = cellsOf(rows, xs, ys, panel);
      const paths = pathsOf(cells, scaled, gapsOf(spec, cells));
      return {
        shapes: group(`shape-rendering="crispEdges"${faint === undefined ? "" : ` opacity="${n(faint)}"`}`, [paths]),
        ...textsOf(spec, cells, scaled, panel),
      };
    },
  };
}

/** The colours of a heat map. */
export function heatScale(spec: Json): ScaledColours {
  const values = rowsOf(spec).flat().filter(Number.isFinite);
  return {
    scale: namedScale(at(spec, "colorscale"), at(spec, "reversescale") === true),
    ...bounds(values, numberAt(spec, "zmin"), numberAt(spec, "zmax"), numberAt(spec, "zmid")),
  };
}

/** [rows, columns]; NaN for a missing value. */
function rowsOf(spec: Json): number[][] {
  const rows = (listAt(spec, "z") ?? []).map((row) =>
    (Array.isArray(row) ? row : []).map((z) => toNumber(z) ?? Number.NaN),
  );
  if (at(spec, "transpose") !== true) return rows;
  return (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? Number.NaN));
}

/** First and last place of each column or row on its axis: half-way to its neighbours (src/traces/heatmap/make_bound_array.js). */
function edgesOf(spec: Json, plan: AxisPlan, count: number): (readonly [number, number])[] {
  const list = listAt(spec, plan.letter);
  const numbers = Array.from({length: count}, (_, i) => i);
  if (list === undefined || plan.type === "category" || list.length < 2) {
    const [first, step] = [numberAt(spec, `${plan.letter}0`) ?? 0, numberAt(spec, `d${plan.letter}`) ?? 1];
    const middle = (i: number): number => {
      if (plan.type === "category" && list !== undefined) return plan.toLine(list[i]);
      return (list?.length === 1 ? plan.toLine(list[0]) : first) + i * step;
    };
    return numbers.map((i) => [middle(i) - step / 2, middle(i) + step / 2]);
  }
  const places = list.map(plan.toLine);
  if (places.length > count) return numbers.map((i) => [places[i]!, places[i + 1]!]);
  const between = (i: number): number => (places[i]! + places[i + 1]!) / 2;
  return numbers.map((i) => {
    const low = i === 0 ? places[0]! - (between(0) - places[0]!) : between(i - 1);
    const high = i + 1 < places.length ? between(i) : places[i]! + (places[i]! - between(i - 1));
    return [low, high];
  });
}

interface Cell {
  readonly i: number;
  readonly j: number;
  readonly value: number;
  readonly left: number;
  readonly right: number;
  readonly upper: number;
  readonly lower: number;
}

type Edges = readonly (readonly [number, number])[];

function cellsOf(rows: readonly (readonly number[])[], xs: Edges, ys: Edges, panel: Panel): Cell[] {
  const block = Math.max(1, Math.ceil(Math.sqrt((rows.length * xs.length) / mostCells)));
  const cells: Cell[] = [];
  for (let j = 0; j < rows.length; j += block) {
    for (let i = 0; i < xs.length; i += block) {
      const value = meanOf(rows, i, j, block);
      if (!Number.isFinite(value)) continue;
      const [lastX, lastY] = [xs[Math.min(xs.length, i + block) - 1]!, ys[Math.min(ys.length, j + block) - 1]!];
      const [a, b] = [panel.x.px(xs[i]![0]), panel.x.px(lastX[1])];
      const [c, d] = [panel.y.px(ys[j]![0]), panel.y.px(lastY[1])];
      if (![a, b, c, d].every(Number.isFinite)) continue;
      cells.push({
        i,
        j,
        value,
        left: Math.min(a, b),
        right: Math.max(a, b),
        upper: Math.min(c, d),
        lower: Math.max(c, d),
      });
    }
  }
  if (block > 1) panel.thinned(cells.length, rows.length * xs.length);
  return cells;
}

function meanOf(rows: readonly (readonly number[])[], i: number, j: number, block: number): number {
  if (block === 1) return rows[j]![i] ?? Number.NaN;
  const values = rows
    .slice(j, j + block)
    .flatMap((row) => row.slice(i, i + block))
    .filter(Number.isFinite);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** White between the cells, in pixels; none where cells are small. */
function gapsOf(spec: Json, cells: readonly Cell[]): readonly [number, number] {
  const first = cells[0];
  if (first === undefined) return [0, 0];
  const gap = (name: string, side: number): number => Math.min(numberAt(spec, name) ?? (side > 6 ? 1 : 0), side / 3);
  return [gap("xgap", first.right - first.left), gap("ygap", first.lower - first.upper)];
}

function pathsOf(cells: readonly Cell[], scaled: ScaledColours, [xGap, yGap]: readonly [number, number]): string {
  const byColour = new Map<string, string>();
  const runs: {colour: string; left: number; right: number; upper: number; lower: number}[] = [];
  for (const {value, left, right, upper, lower} of cells) {
    const colour = scaled.scale.colour(shareOf(value, scaled));
    const last = runs.at(-1);
    // Without gaps, neighbours of one colour are one rectangle.
    const joins = xGap === 0 && last?.colour === colour && last.right === left && last.upper === upper;
    if (joins) last.right = right;
    else runs.push({colour, left, right, upper, lower});
  }
  for (const {colour, left, right, upper, lower} of runs) {
    // From rounded edges: were sides rounded by themselves, neighbours could miss each other by a hair, which crisp edges make a pixel.
    const [x0, y0] = [Number(n(left + xGap / 2)), Number(n(upper + yGap / 2))];
    const [w, h] = [n(Number(n(right - xGap / 2)) - x0), n(Number(n(lower - yGap / 2)) - y0)];
    const path = `M${n(x0)} ${n(y0)}h${w}v${h}h-${w}z`;
    byColour.set(colour, `${byColour.get(colour) ?? ""}${path}`);
  }
  return [...byColour].map(([colour, path]) => `<path d="${path}" fill="${colour}"/>`).join("");
}

/** Numbers in the cells, all of one size: the largest, up to the labels', at which each fits. */
function textsOf(
  spec: Json,
  cells: readonly Cell[],
  scaled: ScaledColours,
  {bounds: room, textSize}: Panel,
): Pick<Marks, "texts" | "textSize"> {
  const template = at(spec, "texttemplate");
  if (typeof template !== "string") return {};
  const words = cells.map(({i, j, value}) => {
    const known = {
      x: pick(at(spec, "x"), i) ?? i,
      y: pick(at(spec, "y"), j) ?? j,
      z: value,
      text: pick(pick(at(spec, "text"), j), i) ?? "",
    };
    return fillTemplate(template, known);
  });
  const wanted = numberAt(spec, "textfont.size") ?? textSize;
  const share = Math.min(...cells.map((cell, k) => (cell.right - cell.left - 3) / Math.max(1, widthOf(words[k]!, 1))));
  const size = Math.min(wanted, share, ...cells.map(({upper, lower}) => (lower - upper) / 1.1));
  // Below that nobody reads them; they are in the table of the data.
  if (!(size >= 6)) return {textSize: 1};
  const set = Math.floor(size * 4) / 4;
  const own = at(spec, "textfont.color");
  const byColour = new Map<string, string>();
  cells.forEach(({left, right, upper, lower, value}, k) => {
    const fill = onGround(own, scaled.scale.text(shareOf(value, scaled)));
    const block = setText(words[k]!, {size: set});
    const text = blockMarkup(block, {x: (left + right) / 2, y: (upper + lower) / 2, anchor: "middle"}, room);
    byColour.set(
      fill,
      `${byColour.get(fill) ?? ""}${text.replaceAll(/ (?:text-anchor="middle"|font-size="[\d.]+")/g, "")}`,
    );
  });
  const parts = [...byColour].map(([fill, text]) => group(`fill="${fill}"`, [text]));
  return {texts: group(`text-anchor="middle" font-size="${n(set)}"`, parts), textSize: set};
}
