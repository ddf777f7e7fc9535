import type {AxisPlan} from "../axis/plan.js";
import type {Reach} from "../axis/reach.js";
import {reachOf} from "../axis/reach.js";
import type {Scale} from "../axis/scale.js";
import {onGround} from "../colour/ground.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, pick, toNumber} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import {group, n, rectPath} from "../svg.js";
import {Unsupported} from "../unsupported.js";
import {barTexts, outsideRoom} from "./barTexts.js";
import {errorMarks, errorsOf} from "./errorBars.js";
import {markerColours} from "./markerColours.js";
import type {Panel, Prepared} from "./prepared.js";
import {distinct} from "./values.js";

/** A trace of bars and its two axes. */
export interface BarTrace {
  readonly trace: StyledTrace;
  readonly x: AxisPlan;
  readonly y: AxisPlan;
  /** `v`: the bars stand; `h`: they lie. */
  readonly orientation: "v" | "h";
  readonly bars: readonly RawBar[];
}

/** A bar before its neighbours are known. */
export interface RawBar {
  /** Its example in the trace's lists. */
  readonly i: number;
  /** Place on the axis of positions. */
  readonly position: number;
  /** Value that it shows. */
  readonly size: number;
  /** Value that it begins at, where the author says so. */
  readonly base: number | undefined;
}

/** A bar with its place among the others: `from` and `to` on the axis of positions, `foot` and `top` as values. */
export interface Bar extends RawBar {
  readonly from: number;
  readonly to: number;
  readonly foot: number;
  readonly top: number;
}

/** How the bars of a figure stand to each other; from the layout, with the page's defaults. */
export interface BarOptions {
  readonly mode: "group" | "stack" | "relative" | "overlay";
  /** Shares of the distance from bar to bar. */
  readonly gap: number;
  readonly groupGap: number;
}

/** Reads the bars of a trace. */
export function rawBars(spec: Json, x: AxisPlan, y: AxisPlan): Pick<BarTrace, "orientation" | "bars"> {
  const lying = at(spec, "orientation") === "h" || (!at(spec, "orientation") && at(spec, "x") && !at(spec, "y"));
  const [along, across, place] = lying ? (["x", "y", y] as const) : (["y", "x", x] as const);
  const sizes = listAt(spec, along) ?? [];
  const [first, step] = [numberAt(spec, `${across}0`) ?? 0, numberAt(spec, `d${across}`) ?? 1];
  const positions = listAt(spec, across) ?? sizes.map((_, i) => first + i * step);
  const bars = sizes.slice(0, positions.length).flatMap((size, i): RawBar[] => {
    const [position, value] = [place.toLine(positions[i]), toNumber(size)];
    if (!Number.isFinite(position) || value === undefined) return [];
    return [{i, position, size: value, base: toNumber(pick(at(spec, "base"), i))}];
  });
  return {orientation: lying ? "h" : "v", bars};
}

/** Places the bars of all traces of one panel and direction (Plotly's src/traces/bar/cross_trace_calc.js). */
export function prepareBars(traces: readonly BarTrace[], options: BarOptions): Prepared[] {
  const {mode} = options;
  if (mode === "overlay") return traces.flatMap((trace) => prepareSet([trace], options, sideBySide));
  if (mode === "group") return prepareSet(traces, options, sideBySide);
  const based = traces.filter(({trace}) => at(trace.spec, "base") !== undefined);
  const stacked = traces.filter((trace) => !based.includes(trace));
  const done = [
    ...prepareSet(stacked, options, (set) => piled(set, mode === "relative")),
    ...based.flatMap((trace) => prepareSet([trace], options, sideBySide)),
  ];
  return traces.map(({trace}) => done.find((prepared) => prepared.trace === trace)!);
}

type Ends = (traces: readonly BarTrace[]) => (readonly [number, number])[][];

function prepareSet(traces: readonly BarTrace[], options: BarOptions, endsOf: Ends): Prepared[] {
  const positions = traces.flatMap(({bars}) => bars.map(({position}) => position));
  const {values, gap} = distinct(positions);
  const beside = options.mode === "group" || options.mode === "overlay";
  const overlap = positions.length !== values.length && beside;
  const room = gap * (1 - options.gap);
  const slot = overlap ? room / traces.length : room;
  const width = slot * (1 - options.groupGap);
  const ends = endsOf(traces);
  return traces.map((trace, t) => {
    const shift = overlap ? ((2 * t + 1 - traces.length) * slot - width) / 2 : -width / 2;
    const own = at(trace.trace.spec, "width");
    const bars = trace.bars.map((bar, i): Bar => {
      const wide = toNumber(pick(own, bar.i)) ?? width;
      const from = bar.position + shift + (width - wide) / 2;
      return {...bar, from, to: from + wide, foot: ends[t]![i]![0], top: ends[t]![i]![1]};
    });
    const floor = overlap ? {size: gap, origin: values[0] ?? 0} : undefined;
    return prepared(trace, bars, {gap, floor, based: options.mode !== "stack" && options.mode !== "relative"});
  });
}

/** Each bar from its base, or from zero; bars of one trace at the same place stand on each other. */
function sideBySide(traces: readonly BarTrace[]): (readonly [number, number])[][] {
  return traces.map(({bars}) => {
    const heights = new Map<string, number>();
    return bars.map(({position, size, base}) => {
      const key = `${position} ${size < 0}`;
      const foot = base ?? heights.get(key) ?? 0;
      if (base === undefined) heights.set(key, foot + size);
      return [foot, foot + size] as const;
    });
  });
}

/** Each bar on those before it at the same place; `relative` piles negative ones downwards. */
function piled(traces: readonly BarTrace[], relative: boolean): (readonly [number, number])[][] {
  const heights = new Map<string, number>();
  return traces.map(({bars}) =>
    bars.map(({position, size}) => {
      const key = `${position}${relative && size < 0 ? " below" : ""}`;
      const foot = heights.get(key) ?? 0;
      heights.set(key, foot + size);
      return [foot, foot + size] as const;
    }),
  );
}

interface Setting {
  readonly gap: number;
  readonly floor: {readonly size: number; readonly origin: number} | undefined;
  readonly based: boolean;
}

function prepared({trace, x, y, orientation}: BarTrace, bars: readonly Bar[], {gap, floor, based}: Setting): Prepared {
  const {spec} = trace;
  const standing = orientation === "v";
  const [place, value, letter] = standing ? ([x, y, "y"] as const) : ([y, x, "x"] as const);
  if (value.type === "category") throw new Unsupported("bars along an axis of categories");
  const line = (number: number): number => value.toLine(number);
  const errors = errorsOf(
    spec,
    letter,
    bars.map(({top}) => top),
  );
  const custom = at(spec, "width") !== undefined;
  const positions = bars.flatMap(({position, from, to}) => [
    position - gap / 2,
    position + gap / 2,
    ...(custom ? [from, to] : []),
  ]);
  const toZero = value.type === "linear" && (!based || bars.some(({foot}) => !foot));
  const valueEnds = bars.flatMap(({foot, top, base}) => (base === undefined ? [top] : [top, foot]));
  const ends = (errors ?? []).flatMap((pair) => pair?.map(line) ?? []);
  const room = outsideRoom(spec, bars, orientation);
  const sizes: Reach[] = [
    reachOf(valueEnds.map(line), {padded: true, toZero, ...room}),
    reachOf(ends, {padded: true, toZero}),
  ];
  const places = [reachOf(positions)];
  return {
    trace,
    layer: 1,
    x,
    y,
    reachX: standing ? places : sizes,
    reachY: standing ? sizes : places,
    ...(floor && place.type === "linear" && {tickFloor: {axis: place.id, ...floor}}),
    draw: (panel) => {
      const boxes = bars.map((bar) => ({bar, box: boxOf(bar, panel, standing)}));
      const whiskers = errors
        ? errorMarks(spec, letter, errors, {
            places: bars.map(({from, to}) => (from + to) / 2),
            panel,
            colour: "var(--ink)",
            halo: true,
          })
        : "";
      const faint = numberAt(spec, "opacity");
      const shapes = group(faint === undefined || faint === 1 ? "" : `opacity="${n(faint)}"`, [
        barPaths(spec, boxes),
        whiskers,
      ]);
      return {shapes, texts: barTexts(spec, boxes, panel, standing)};
    },
  };
}

/** A bar on the page, in pixels; `top` and `foot` are the pixels of its two ends along its value. */
export interface BarBox {
  readonly left: number;
  readonly right: number;
  readonly upper: number;
  readonly lower: number;
  readonly foot: number;
  readonly top: number;
}

function boxOf({from, to, foot, top}: Bar, {x, y}: Panel, standing: boolean): BarBox {
  const [place, value] = standing ? [x, y] : [y, x];
  const [a, b] = [place.px(from), place.px(to)].sort((p, q) => p - q) as [number, number];
  const [footPx, topPx] = [pixel(value, foot), pixel(value, top)];
  const [low, high] = [Math.min(footPx, topPx), Math.max(footPx, topPx)];
  const box = standing ? {left: a, right: b, upper: low, lower: high} : {left: low, right: high, upper: a, lower: b};
  return {...box, foot: footPx, top: topPx};
}

/** On a logarithmic axis, a bar from zero begins at the axis' end. */
function pixel(scale: Scale, value: number): number {
  const place = scale.plan.toLine(value);
  return Number.isFinite(place) ? scale.px(place) : scale.ends[0];
}

function barPaths(spec: Json, boxes: readonly {readonly bar: Bar; readonly box: BarBox}[]): string {
  const colourOf = markerColours(spec);
  const byLook = new Map<string, string>();
  for (const {bar, box} of boxes) {
    if (box.left === box.right || box.upper === box.lower) continue;
    const [faint, width] = [
      pick(at(spec, "marker.opacity"), bar.i),
      toNumber(pick(at(spec, "marker.line.width"), bar.i)) ?? 0,
    ];
    const edge =
      width > 0
        ? ` stroke="${onGround(pick(at(spec, "marker.line.color"), bar.i), "var(--paper)")}" stroke-width="${n(width)}"`
        : "";
    const look = `fill="${colourOf(bar.i)}"${edge}${typeof faint === "number" && faint < 1 ? ` opacity="${n(faint)}"` : ""}`;
    byLook.set(look, `${byLook.get(look) ?? ""}${rectPath(box.left, box.upper, box.right, box.lower)}`);
  }
  return [...byLook].map(([look, path]) => `<path d="${path}" ${look}/>`).join("");
}
