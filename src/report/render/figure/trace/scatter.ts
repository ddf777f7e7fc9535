import type {AxisPlan} from "../axis/plan.js";
import {reachOf} from "../axis/reach.js";
import {onGround} from "../colour/ground.js";
import {groupsOf} from "../groups.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, objectAt, pick, textAt} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import {modeOf} from "../spec/style.js";
import {group, linePath, n} from "../svg.js";
import {blockMarkup, setText} from "../text/block.js";
import {dashArray} from "./dash.js";
import {errorMarks, errorsOf} from "./errorBars.js";
import {markerColours} from "./markerColours.js";
import type {Marker} from "./markers.js";
import {markerPaths} from "./markers.js";
import type {Panel, Prepared} from "./prepared.js";
import type {Point} from "./thin.js";
import {thinCloud, thinLine} from "./thin.js";
import {fillTemplate, lengthOf, valuesOf} from "./values.js";

/** The places of a line on both axes, for the trace that fills down to it. */
export type Places = readonly Point[];

/**
 * Prepares lines, markers and texts.
 * @param below the trace before it in the panel, which `tonexty` fills down to
 */
export function prepareScatter(
  trace: StyledTrace,
  x: AxisPlan,
  y: AxisPlan,
  below: Places | undefined,
): Prepared & {readonly places: Places} {
  const {spec} = trace;
  const length = lengthOf(spec);
  const [xs, ys] = (["x", "y"] as const).map((letter) => valuesOf(spec, letter, length).slice(0, length)) as [
    unknown[],
    unknown[],
  ];
  const places = xs.map((value, i): Point => [x.toLine(value), y.toLine(ys[i])]);
  const mode = modeOf(spec);
  const errors = {x: errorsOf(spec, "x", xs), y: errorsOf(spec, "y", ys)};
  const fill = textAt(spec, "fill") ?? "none";
  const radii = mode.markers ? places.map((_, i) => radiusOf(spec, i)) : [];
  const pad = radii.map((_, i) => paddingOf(spec, i));
  const [first, last] = [places[0], places.at(-1)];
  const open = places.length < 2 || first![0] !== last![0] || first![1] !== last![1];
  const toZero = open && (fill === "tozeroy" || (fill === "tonexty" && below === undefined)) && y.type === "linear";
  const tightX = errors.y === undefined && (fill === "tonexty" || fill === "tozeroy" || (!mode.markers && !mode.text));
  const good = places.map(([px, py]) => Number.isFinite(px) && Number.isFinite(py));
  const ends = (letter: "x" | "y", plan: AxisPlan): number[] =>
    (errors[letter] ?? []).flatMap((pair) => pair?.map(plan.toLine) ?? []);
  const along = (axis: 0 | 1): number[] => places.map((place, i) => (good[i] || axis === 0 ? place[axis] : Number.NaN));
  return {
    trace,
    layer: 3,
    x,
    y,
    places,
    reachX: [reachOf(along(0), tightX ? {} : {padded: true, pad}), reachOf(ends("x", x), {padded: true})],
    reachY: [reachOf(along(1), {padded: true, pad, toZero}), reachOf(ends("y", y), {padded: true, toZero})],
    tickFloor: "off",
    draw: (panel) => {
      const points = places.map(([px, py]): Point => [panel.x.px(px), panel.y.px(py)]);
      const whiskers = (["x", "y"] as const).map((letter) =>
        errors[letter]
          ? errorMarks(spec, letter, errors[letter], {
              places: places.map((place) => place[letter === "y" ? 0 : 1]),
              panel,
              colour: onGround(trace.colour, "var(--ink)"),
            })
          : "",
      );
      const shapes = [
        fill === "none" ? "" : area(spec, fill, points, below, panel),
        ...whiskers,
        mode.lines ? lines(spec, points, panel) : "",
        mode.markers ? markers(spec, points, radii, panel) : "",
      ];
      const faint = numberAt(spec, "opacity");
      const held = group(faint === undefined || faint === 1 ? "" : `opacity="${n(faint)}"`, shapes);
      return {shapes: held, ...(mode.text && {texts: texts(spec, points, radii, panel, {xs, ys})})};
    },
  };
}

function lines(spec: Json, points: readonly Point[], panel: Panel): string {
  const width = numberAt(spec, "line.width") ?? 2;
  if (width <= 0) return "";
  const joined = at(spec, "connectgaps") === true ? points.filter((point) => point.every(Number.isFinite)) : points;
  const thin = thinLine(joined, panel.quota(joined.length));
  if (thin.length < joined.length) panel.thinned(thin.length, joined.length);
  const dash = dashArray(textAt(spec, "line.dash"), width);
  const stroke = `stroke="${onGround(at(spec, "line.color"), "var(--ink)")}" stroke-width="${n(width)}"`;
  return `<path d="${linePath(stepped(thin, textAt(spec, "line.shape")))}" fill="none" ${stroke} stroke-linejoin="round"${dash}/>`;
}

/** Corners of a line that goes in steps. */
function stepped(points: readonly Point[], shape: string | undefined): readonly Point[] {
  if (shape === undefined || shape === "linear") return points;
  return points.flatMap((point, i): readonly Point[] => {
    const last = points[i - 1];
    if (last === undefined) return [point];
    const middle = (a: number, b: number): number => (a + b) / 2;
    switch (shape) {
      case "hv":
        return [[point[0], last[1]], point];
      case "vh":
        return [[last[0], point[1]], point];
      case "hvh":
        return [[middle(last[0], point[0]), last[1]], [middle(last[0], point[0]), point[1]], point];
      default:
        return [[last[0], middle(last[1], point[1])], [point[0], middle(last[1], point[1])], point];
    }
  });
}

function area(spec: Json, fill: string, points: readonly Point[], below: Places | undefined, panel: Panel): string {
  const shape = textAt(spec, "line.shape");
  const top = stepped(
    points.filter((point) => point.every(Number.isFinite)),
    shape,
  );
  if (top.length === 0) return "";
  const own = at(spec, "fillcolor");
  const paint = own === undefined ? onGround(at(spec, "line.color"), "var(--ink)") : onGround(own, "var(--plot-1)");
  const zero = panel.y.plan.type === "log" ? panel.y.ends[0] : panel.y.px(0);
  const foot =
    fill === "tonexty" && below ? floorOf(below, panel) : [top.at(-1)!, top[0]!].map(([x]): Point => [x, zero]);
  const outline = linePath([...top, ...(fill === "toself" ? [] : foot)]);
  return `<path d="${outline}z" fill="${paint}"${own === undefined ? ' fill-opacity="0.35"' : ""}/>`;
}

function floorOf(below: Places, panel: Panel): Point[] {
  const points = below.map(([x, y]): Point => [panel.x.px(x), panel.y.px(y)]);
  return points.filter((point) => point.every(Number.isFinite)).reverse();
}

function markers(spec: Json, points: readonly Point[], radii: readonly number[], panel: Panel): string {
  const colourOf = markerColours(spec);
  const all = points.flatMap(([x, y], i): (Marker & {readonly i: number})[] =>
    Number.isFinite(x) && Number.isFinite(y) && radii[i]! > 0
      ? [{x, y, radius: radii[i]!, colour: colourOf(i), i}]
      : [],
  );
  const kept = thinCloud(all, panel.quota(all.length));
  if (kept.length < all.length) panel.thinned(kept.length, all.length);
  const marker = objectAt(spec, "marker");
  const bubbles = listAt(marker, "size") !== undefined;
  const outline = {
    width: numberAt(marker, "line.width") ?? (bubbles ? 1 : 0),
    colour: onGround(at(marker, "line.color"), "var(--paper)"),
  };
  const opacity = at(marker, "opacity") ?? (bubbles ? 0.7 : 1);
  const groups = groupsOf(
    kept,
    ({i}) => `${String(pick(at(marker, "symbol"), i) ?? "circle")} ${String(pick(opacity, i) ?? 1)}`,
  );
  return [...groups]
    .map(([key, list]) => {
      const [symbol, faint] = key.split(" ") as [string, string];
      return markerPaths(list, {symbol, opacity: Number(faint), outline});
    })
    .join("");
}

/** Half the size of a marker, as Plotly makes it (src/traces/scatter/make_bubble_size_func.js). */
function radiusOf(spec: Json, i: number): number {
  const marker = objectAt(spec, "marker");
  const size = Number(pick(at(marker, "size"), i) ?? 6);
  if (listAt(marker, "size") === undefined) return Math.max(0, size / 2);
  const scaled = size / 2 / (numberAt(marker, "sizeref") ?? 1);
  const base = textAt(marker, "sizemode") === "area" ? Math.sqrt(Math.max(0, scaled)) : scaled;
  return base > 0 ? Math.max(base, numberAt(marker, "sizemin") ?? 0) : 0;
}

/** The margin that Plotly's axes leave for a marker (calcMarkerSize, src/traces/scatter/calc.js). */
function paddingOf(spec: Json, i: number): number {
  const marker = objectAt(spec, "marker");
  const scaled = Number(pick(at(marker, "size"), i) ?? 6) / (1.6 * (numberAt(marker, "sizeref") ?? 1));
  return Math.max(textAt(marker, "sizemode") === "area" ? Math.sqrt(Math.max(0, scaled)) : scaled, 3);
}

function texts(
  spec: Json,
  points: readonly Point[],
  radii: readonly number[],
  {bounds, textSize}: Panel,
  {xs, ys}: {readonly xs: readonly unknown[]; readonly ys: readonly unknown[]},
): string {
  const template = at(spec, "texttemplate");
  const size = numberAt(spec, "textfont.size") ?? textSize;
  const fill = onGround(at(spec, "textfont.color"), "var(--ink)");
  const labels = points.map(([x, y], i) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return "";
    const own = pick(at(spec, "text"), i) ?? "";
    const pattern = pick(template, i);
    const known = {x: xs[i], y: ys[i], text: own, customdata: pick(at(spec, "customdata"), i)};
    const words = typeof pattern === "string" ? fillTemplate(pattern, known) : String(own);
    const [high, side = ""] = String(pick(at(spec, "textposition"), i) ?? "middle center").split(" ");
    const gap = (radii[i] ?? 0) + (side === "center" && high === "middle" ? 0 : 3);
    const block = setText(words, {size});
    const place = {
      x: x + (side === "left" ? -gap : side === "right" ? gap : 0),
      y: y + (high === "top" ? -gap : high === "bottom" ? gap : 0),
      anchor: side === "left" ? "end" : side === "right" ? "start" : "middle",
      align: high === "top" ? "bottom" : high === "bottom" ? "top" : "middle",
    } as const;
    return blockMarkup(block, place, bounds);
  });
  return group(`fill="${fill}"`, labels);
}
