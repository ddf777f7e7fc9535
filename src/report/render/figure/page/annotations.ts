import {groundUnder, onGround} from "../colour/ground.js";
import type {Json} from "../spec/read.js";
import {at, numberAt, textAt} from "../spec/read.js";
import {group, n, rectPath} from "../svg.js";
import type {Box, Spot} from "../text/block.js";
import {blockMarkup, boxOf, setText} from "../text/block.js";
import type {Arranged} from "./arrange.js";
import type {Plot} from "./references.js";
import {pixelOf} from "./references.js";
import type {Sizes} from "./sizes.js";

/** A text of the layout, with its arrow; defaults are Plotly's. */
export function annotationMarkup(
  note: Json,
  arranged: Arranged,
  {plot, bounds, sizes}: {readonly plot: Plot; readonly bounds: Box; readonly sizes: Sizes},
): string {
  if (at(note, "visible") === false) return "";
  const [xRef, yRef] = [textAt(note, "xref") ?? "x", textAt(note, "yref") ?? "y"];
  const x = pixelOf(at(note, "x"), xRef, "x", arranged, plot) + (numberAt(note, "xshift") ?? 0);
  const y = pixelOf(at(note, "y"), yRef, "y", arranged, plot) - (numberAt(note, "yshift") ?? 0);
  if (!Number.isFinite(x) || !Number.isFinite(y)) return "";
  const arrow = at(note, "showarrow") !== false;
  const tail = arrow ? {x: x + (numberAt(note, "ax") ?? -10), y: y + (numberAt(note, "ay") ?? -30)} : {x, y};
  const size = numberAt(note, "font.size") ?? sizes.tick;
  const block = setText(textAt(note, "text") ?? "", {size, room: bounds.right - bounds.left, most: 6});
  // On an axis, or at an arrow's tail, a text stands about its place; on paper, near an edge, beside it.
  const loose = (reference: string, letter: string): boolean =>
    arrow || (reference.startsWith(letter) && !reference.includes("domain"));
  const spot: Spot = {
    ...tail,
    anchor:
      anchors[textAt(note, "xanchor") ?? ""] ??
      (loose(xRef, "x") ? "middle" : outer(numberAt(note, "x"), ["start", "middle", "end"])),
    align:
      aligns[textAt(note, "yanchor") ?? ""] ??
      (loose(yRef, "y") ? "middle" : outer(numberAt(note, "y"), ["bottom", "middle", "top"])),
    angle: numberAt(note, "textangle") ?? 0,
  };
  const fill = onGround(at(note, "font.color"), "var(--ink)");
  const faint = numberAt(note, "opacity");
  return group(faint === undefined || faint === 1 ? "" : `opacity="${n(faint)}"`, [
    arrow ? arrowMarkup(note, edgeOf(boxOf(block, spot), {x, y}), {x, y}) : "",
    groundMarkup(note, boxOf(block, spot)),
    blockMarkup(block, spot, bounds, {fill}),
  ]);
}

const anchors: Readonly<Record<string, "start" | "middle" | "end">> = {left: "start", center: "middle", right: "end"};
const aligns: Readonly<Record<string, "top" | "middle" | "bottom">> = {top: "top", middle: "middle", bottom: "bottom"};

/** Where a line from a box's middle to a point leaves the box. */
function edgeOf({left, right, top, bottom}: Box, to: {readonly x: number; readonly y: number}): {x: number; y: number} {
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const [dx, dy] = [to.x - x, to.y - y];
  const [wide, high] = [(right - left) / 2 + 2, (bottom - top) / 2 + 2];
  const share = Math.min(1, wide / Math.max(1e-6, Math.abs(dx)), high / Math.max(1e-6, Math.abs(dy)));
  return {x: x + share * dx, y: y + share * dy};
}

/** Near an edge of the plot, the text's own edge stands there. */
function outer<T>(share: number | undefined, [low, middle, high]: readonly [T, T, T]): T {
  return share === undefined ? middle : share <= 1 / 3 ? low : share >= 2 / 3 ? high : middle;
}

function groundMarkup(note: Json, {left, right, top, bottom}: Box): string {
  const [ground, edge] = [at(note, "bgcolor"), at(note, "bordercolor")];
  if (ground === undefined && edge === undefined) return "";
  const pad = numberAt(note, "borderpad") ?? 2;
  const stroke =
    edge === undefined
      ? ""
      : ` stroke="${onGround(edge, "var(--plot-axis)")}" stroke-width="${n(numberAt(note, "borderwidth") ?? 1)}"`;
  return `<path d="${rectPath(left - pad, top - pad, right + pad, bottom + pad)}" fill="${groundUnder(ground, "none")}"${stroke}/>`;
}

function arrowMarkup(
  note: Json,
  tail: {readonly x: number; readonly y: number},
  tip: {readonly x: number; readonly y: number},
): string {
  const colour = onGround(at(note, "arrowcolor"), "var(--soft)");
  const width = numberAt(note, "arrowwidth") ?? 1;
  const [dx, dy] = [tip.x - tail.x, tip.y - tail.y];
  const length = Math.hypot(dx, dy) || 1;
  const back = numberAt(note, "standoff") ?? 0;
  const end = {x: tip.x - (dx / length) * back, y: tip.y - (dy / length) * back};
  const line = `<path d="M${n(tail.x)} ${n(tail.y)}L${n(end.x)} ${n(end.y)}" stroke="${colour}" stroke-width="${n(width)}"/>`;
  if (numberAt(note, "arrowhead") === 0) return line;
  const [ux, uy] = [(dx / length) * 6, (dy / length) * 6];
  const corner = (side: number): string => `${n(end.x - ux - side * uy * 0.45)} ${n(end.y - uy + side * ux * 0.45)}`;
  return `${line}<path d="M${n(end.x)} ${n(end.y)}L${corner(1)}L${corner(-1)}z" fill="${colour}"/>`;
}
