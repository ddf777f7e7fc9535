import type {AxisPlan} from "../axis/plan.js";
import type {Reach} from "../axis/reach.js";
import {reachOf} from "../axis/reach.js";
import {onGround} from "../colour/ground.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, objectAt, pick, textAt, toNumber} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import {group, n, rectPath} from "../svg.js";
import {Unsupported} from "../unsupported.js";
import type {BoxSummary} from "./boxSummary.js";
import {summarise} from "./boxSummary.js";
import type {Marker} from "./markers.js";
import {markerPaths} from "./markers.js";
import type {Panel, Prepared} from "./prepared.js";
import {distinct} from "./values.js";

/** How the boxes of a panel stand to each other. */
export interface BoxOptions {
  readonly grouped: boolean;
  readonly gap: number;
  readonly groupGap: number;
}

interface PlacedBox extends BoxSummary {
  readonly position: number;
}

/** Whether a box trace lies: it has values on x and positions, if any, on y. */
export function isLying(spec: Json): boolean {
  const given = at(spec, "orientation");
  if (given !== undefined) return given === "h";
  if (listAt(spec, "q1")) return listAt(spec, "y") !== undefined && listAt(spec, "x") === undefined;
  const [xs, ys] = [listAt(spec, "x"), listAt(spec, "y")];
  return (
    ys === undefined ||
    (xs !== undefined && ys.some((y) => toNumber(y) === undefined) && !xs.some((x) => toNumber(x) === undefined))
  );
}

/** Prepares the boxes of one panel and direction (Plotly's src/traces/box). */
export function prepareBoxes(
  traces: readonly {readonly trace: StyledTrace; readonly x: AxisPlan; readonly y: AxisPlan}[],
  {grouped, gap, groupGap}: BoxOptions,
): Prepared[] {
  const placed = traces.map(({trace, x, y}, t) => boxesOf(trace, isLying(trace.spec) ? [y, x] : [x, y], t));
  const positions = placed.flatMap((boxes) => boxes.map(({position}) => position));
  const {values, gap: apart} = distinct(positions);
  const anyPoints = placed.flat().some(({points}) => points.length > 0);
  return traces.map(({trace, x, y}, t) => {
    const lying = isLying(trace.spec);
    const [place, value] = lying ? [y, x] : [x, y];
    if (value.type === "category") throw new Unsupported("boxes over an axis of categories");
    const half = (place.type === "category" ? 1 : apart) / 2;
    const count = grouped ? traces.length : 1;
    const own = numberAt(trace.spec, "width");
    const reach = own === undefined ? (half * (1 - gap) * (1 - groupGap)) / count : own / 2;
    const shift = grouped && own === undefined ? 2 * half * (-0.5 + (t + 0.5) / count) * (1 - gap) : 0;
    const boxes = placed[t]!;
    const ends = boxes.flatMap(({low, high, points, q1, q3}) => [low, high, q1, q3, ...points]).map(value.toLine);
    const [across, along] = [
      sidesOf(trace.spec, boxes, {half, edge: shift + reach, anyPoints}),
      [reachOf(ends, {padded: true})],
    ];
    const floor = {axis: place.id, size: apart, origin: values[0] ?? 0};
    return {
      trace,
      layer: 2,
      x,
      y,
      reachX: lying ? along : across,
      reachY: lying ? across : along,
      ...(place.type === "linear" && {tickFloor: floor}),
      draw: (panel) => ({shapes: marksOf(trace, boxes, {panel, lying, reach, shift})}),
    };
  });
}

/**
 * Boxes take half the way to their neighbours; points beside them may need more (src/traces/box/cross_trace_calc.js).
 * @param edge of the box from its position; negative where it lies to the left of it
 */
function sidesOf(
  spec: Json,
  boxes: readonly PlacedBox[],
  {half, edge, anyPoints}: {readonly half: number; readonly edge: number; readonly anyPoints: boolean},
): Reach[] {
  const all = at(spec, "boxpoints") === "all";
  const shown = anyPoints && at(spec, "boxpoints") !== false;
  const middle = numberAt(spec, "pointpos") ?? (all ? -1.5 : 0);
  const spread = numberAt(spec, "jitter") ?? (all ? 0.3 : 0);
  const plus = edge * Math.max(0, middle + spread);
  const minus = edge * Math.max(0, spread - middle);
  const size = (numberAt(spec, "marker.size") ?? 6) / 2;
  const pad = (reach: number): number => (shown && reach > edge ? size : 0);
  const [high, low] = shown ? [Math.max(half, plus), Math.max(half, minus)] : [half, half];
  const sides = boxes.flatMap(({position}) => [position - low, position + high]);
  return [reachOf(sides, {padded: Math.max(high, low) > half, padLow: pad(minus), padHigh: pad(plus)})];
}

function boxesOf(
  {spec, name}: StyledTrace,
  [place, along]: readonly [AxisPlan, AxisPlan],
  number: number,
): PlacedBox[] {
  const lying = isLying(spec);
  const positions = listAt(spec, lying ? "y" : "x");
  const single =
    place.type === "category"
      ? place.toLine(at(spec, lying ? "y0" : "x0") ?? name)
      : (numberAt(spec, lying ? "y0" : "x0") ?? number);
  const medians = listAt(spec, "median");
  if (medians) {
    return medians.flatMap((_, i) => {
      const position = positions ? place.toLine(positions[i]) : medians.length > 1 ? i : single;
      const given = (key: string): number | undefined => toNumber(pick(at(spec, key), i));
      const [q1, median, q3] = [given("q1"), given("median"), given("q3")];
      if (q1 === undefined || median === undefined || q3 === undefined) return [];
      if (![q1, median, q3].map(along.toLine).every(Number.isFinite)) return [];
      const [low, high] = [given("lowerfence") ?? q1, given("upperfence") ?? q3];
      return [{position, q1, median, q3, low, high, mean: given("mean"), points: []}];
    });
  }
  const byPlace = new Map<number, number[]>();
  for (const [i, raw] of (listAt(spec, lying ? "x" : "y") ?? []).entries()) {
    const [value, position] = [toNumber(raw), positions ? place.toLine(positions[i]) : single];
    // A logarithmic axis has no place for zero and below.
    if (value === undefined || !Number.isFinite(position) || !Number.isFinite(along.toLine(value))) continue;
    const list = byPlace.get(position);
    if (list) list.push(value);
    else byPlace.set(position, [value]);
  }
  return [...byPlace]
    .sort(([a], [b]) => a - b)
    .map(([position, values]) => ({position, ...summarise(values, at(spec, "boxpoints") ?? "outliers")}));
}

interface Drawing {
  readonly panel: Panel;
  readonly lying: boolean;
  readonly reach: number;
  readonly shift: number;
}

function marksOf(
  {spec, colour}: StyledTrace,
  boxes: readonly PlacedBox[],
  {panel, lying, reach, shift}: Drawing,
): string {
  const [place, value] = lying ? [panel.y, panel.x] : [panel.x, panel.y];
  const along = (v: number): number => value.px(value.plan.toLine(v));
  const whisker = numberAt(spec, "whiskerwidth") ?? 0.5;
  let [bodies, edges, means] = ["", "", ""];
  const points: Marker[] = [];
  const size = (numberAt(spec, "marker.size") ?? 6) / 2;
  const paint = onGround(at(spec, "line.color"), colour);
  for (const {position, q1, median, q3, low, high, mean, points: own} of boxes) {
    const centre = position + shift;
    const [a, b] = [place.px(centre - reach), place.px(centre + reach)];
    const middle = place.px(centre);
    const cap = ((b - a) / 2) * whisker;
    const segment = (from: readonly [number, number], to: readonly [number, number]): string => {
      const [p, q] = lying ? ([from, to].map(([c, v]) => [v, c]) as [[number, number], [number, number]]) : [from, to];
      return `M${n(p[0])} ${n(p[1])}L${n(q[0])} ${n(q[1])}`;
    };
    const [box1, box3] = [along(q1), along(q3)];
    bodies += lying ? rectPath(box1, a, box3, b) : rectPath(a, box1, b, box3);
    edges += segment([a, along(median)], [b, along(median)]);
    for (const [end, side] of [
      [low, box1],
      [high, box3],
    ] as const) {
      edges +=
        segment([middle, side], [middle, along(end)]) + segment([middle - cap, along(end)], [middle + cap, along(end)]);
    }
    if (at(spec, "boxmean") === true && mean !== undefined) means += segment([a, along(mean)], [b, along(mean)]);
    own.forEach((v, i) => {
      const spread = at(spec, "boxpoints") === "all" ? jitter(spec, i) * (b - a) * 0.5 : 0;
      const [x, y] = lying ? [along(v), middle + spread] : [middle + spread, along(v)];
      points.push({x, y, radius: size, colour: onGround(at(spec, "marker.color"), paint)});
    });
  }
  const width = numberAt(spec, "line.width") ?? 1.5;
  const fill = at(spec, "fillcolor");
  const body = fill === undefined ? `fill="${paint}" fill-opacity="0.3"` : `fill="${onGround(fill, paint)}"`;
  const marker = objectAt(spec, "marker");
  const look = {
    symbol: textAt(marker, "symbol") ?? "circle",
    opacity: numberAt(marker, "opacity") ?? 1,
    outline: {width: numberAt(marker, "line.width") ?? 0, colour: onGround(at(marker, "line.color"), "var(--paper)")},
  };
  return group(`stroke="${paint}" stroke-width="${n(width)}"`, [
    `<path d="${bodies}" ${body}/>`,
    `<path d="${edges}" fill="none"/>`,
    means && `<path d="${means}" fill="none" stroke-dasharray="4 3"/>`,
    points.length > 0 ? group('stroke-width="0"', [markerPaths(points, look)]) : "",
  ]);
}

/** Points of a box side by side, evenly and without chance: the golden ratio's sequence. Left of the box, as Plotly's default. */
function jitter(spec: Json, i: number): number {
  const [middle, width] = [numberAt(spec, "pointpos") ?? -1.5, numberAt(spec, "jitter") ?? 0.3];
  return middle + (((i * 0.6180339887) % 1) * 2 - 1) * width;
}
