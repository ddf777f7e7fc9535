import type {Scale} from "../axis/scale.js";
import {onGround} from "../colour/ground.js";
import {at, numberAt, textAt, titleAt} from "../spec/read.js";
import {group, n} from "../svg.js";
import type {Block, Box} from "../text/block.js";
import {blockMarkup, setText} from "../text/block.js";
import {dashArray} from "../trace/dash.js";
import type {Labels} from "./labels.js";
import {placeLabels} from "./labels.js";
import type {Sizes} from "./sizes.js";
import type {Tick, TickFloor} from "./ticks.js";
import {ticksOf} from "./ticks.js";

/** An axis with ticks, labels and title, measured. */
export interface AxisLayout {
  readonly scale: Scale;
  readonly side: "left" | "right" | "top" | "bottom";
  readonly ticks: readonly Tick[];
  readonly labels: Labels;
  readonly title: Block | undefined;
  /** Pixels that it takes outwards from its line. */
  readonly depth: number;
  /** Pixels that its labels reach beyond its left and right end, or beyond its top and bottom. */
  readonly overhang: readonly [number, number];
}

/** Options for {@link layoutAxis}. */
export interface AxisOptions {
  readonly sizes: Sizes;
  /** Of the figure, in pixels. */
  readonly width: number;
  readonly height: number;
  readonly floor: TickFloor | undefined;
}

export function sideOf({plan}: Pick<Scale, "plan">): AxisLayout["side"] {
  const given = textAt(plan.options, "side");
  if (plan.letter === "x") return given === "top" ? "top" : "bottom";
  return given === "right" ? "right" : "left";
}

export function layoutAxis(scale: Scale, {sizes, width, height, floor}: AxisOptions): AxisLayout {
  const {options, letter} = scale.plan;
  const side = sideOf(scale);
  const seen = at(options, "visible") !== false;
  const size = numberAt(options, "tickfont.size") ?? sizes.tick;
  const ticks = seen ? ticksOf(scale, size, floor) : [];
  const labelled = seen && at(options, "showticklabels") !== false;
  const gap = tickLength(scale, sizes) + (numberAt(options, "ticklabelstandoff") ?? sizes.standoff);
  const room = letter === "y" ? Math.min(0.4 * width, 230) : Math.min(0.45 * height, 150);
  const labels = placeLabels(scale, labelled ? ticks : [], {side, size, gap, room});
  const words = seen ? titleAt(options, "title") : "";
  const length = Math.abs(scale.ends[1] - scale.ends[0]);
  const titleSize = numberAt(options, "title.font.size") ?? sizes.title;
  const longest = letter === "x" ? Math.max(length, 0.8 * width) : Math.max(length, 0.6 * height);
  const title = words === "" ? undefined : setText(words, {size: titleSize, room: longest, most: 2});
  const bare = Math.max(labels.depth, tickLength(scale, sizes));
  const [first, last] = [Math.min(...scale.ends), Math.max(...scale.ends)];
  const boxes = labels.labels.map(({box}) => box);
  return {
    scale,
    side,
    ticks,
    labels,
    title,
    depth: seen ? bare + (title === undefined ? 0 : titleGapOf(scale, sizes) + title.height) : 0,
    overhang:
      letter === "x"
        ? [Math.max(0, ...boxes.map(({left}) => first - left)), Math.max(0, ...boxes.map(({right}) => right - last))]
        : [Math.max(0, ...boxes.map(({top}) => first - top)), Math.max(0, ...boxes.map(({bottom}) => bottom - last))],
  };
}

function titleGapOf({plan}: Scale, sizes: Sizes): number {
  return numberAt(plan.options, "title.standoff") ?? sizes.titleGap;
}

function tickLength({plan: {options}}: Scale, sizes: Sizes): number {
  const shown = (textAt(options, "ticks") ?? "outside") === "outside" && at(options, "visible") !== false;
  return shown ? (numberAt(options, "ticklen") ?? sizes.tickLength) : 0;
}

/** The lines of the grid, and zero's where the author wants it. `across` are the pixels that they run between. */
export function gridMarkup({scale, ticks}: AxisLayout, shown: boolean, across: readonly [number, number]): string {
  const {plan, range} = scale;
  const {options} = plan;
  const line = (place: number): string => {
    const at = n(scale.px(place));
    return plan.letter === "x" ? `M${at} ${n(across[0])}V${n(across[1])}` : `M${n(across[0])} ${at}H${n(across[1])}`;
  };
  const path = shown ? ticks.map(({place}) => line(place)).join("") : "";
  const width = numberAt(options, "gridwidth") ?? 1;
  const dash = dashArray(textAt(options, "griddash"), width);
  const grid =
    path &&
    `<path d="${path}" stroke="${onGround(at(options, "gridcolor"), "var(--plot-grid)")}" stroke-width="${n(width)}"${dash}/>`;
  const holdsZero = plan.type === "linear" && Math.min(...range) <= 0 && Math.max(...range) >= 0;
  const zero =
    at(options, "zeroline") === true && holdsZero
      ? `<path d="${line(0)}" stroke="${onGround(at(options, "zerolinecolor"), "var(--plot-axis)")}" stroke-width="${n(numberAt(options, "zerolinewidth") ?? 1)}"/>`
      : "";
  return grid + zero;
}

/** The axis itself. `at` is its pixel across, `opposite` that of the panel's other side. */
export function axisMarkup(
  layout: AxisLayout,
  {
    position,
    opposite,
    bounds,
    sizes,
  }: {readonly position: number; readonly opposite: number; readonly bounds: Box; readonly sizes: Sizes},
): string {
  const {scale, side, ticks, labels, title} = layout;
  const {options, letter} = scale.plan;
  if (at(options, "visible") === false) return "";
  const outwards = side === "left" || side === "top" ? -1 : 1;
  const [from, to] = [Math.min(...scale.ends), Math.max(...scale.ends)];
  const lineAt = (place: number): string =>
    letter === "x" ? `M${n(from)} ${n(place)}H${n(to)}` : `M${n(place)} ${n(from)}V${n(to)}`;
  const showLine = at(options, "showline") !== false;
  const mark =
    tickLength(scale, sizes) ||
    (textAt(options, "ticks") === "inside" ? -(numberAt(options, "ticklen") ?? sizes.tickLength) : 0);
  const marks = ticks.map(({place}) => {
    const px = n(scale.px(place));
    const long = n(outwards * mark);
    return mark === 0 ? "" : letter === "x" ? `M${px} ${n(position)}v${long}` : `M${n(position)} ${px}h${long}`;
  });
  const path = `${showLine ? lineAt(position) : ""}${showLine && at(options, "mirror") === true ? lineAt(opposite) : ""}${marks.join("")}`;
  const stroke = onGround(at(options, "linecolor"), "var(--plot-axis)");
  const texts = labels.labels.map(({block, spot}) =>
    blockMarkup(block, {...spot, ...(letter === "x" ? {y: position + spot.y} : {x: position + spot.x})}, bounds),
  );
  const ink = onGround(at(options, "tickfont.color") ?? at(options, "color"), "var(--soft)");
  return [
    path &&
      `<path d="${path}" fill="none" stroke="${stroke}" stroke-width="${n(numberAt(options, "linewidth") ?? 1)}"/>`,
    shared(texts, ink),
    title === undefined ? "" : titleMarkup(layout, title, position, bounds, sizes),
  ].join("");
}

/** Labels in one group that holds what all of them say. */
function shared(texts: readonly string[], ink: string): string {
  const [anchor = ""] = / text-anchor="\w+"/.exec(texts[0] ?? "") ?? [];
  const [size = ""] = / font-size="[\d.]+"/.exec(texts[0] ?? "") ?? [];
  const short = texts.map((text) => text.replace(anchor, "").replace(size, ""));
  return group(`fill="${ink}"${anchor}${size}`, short);
}

function titleMarkup(
  {scale, side, labels}: AxisLayout,
  title: Block,
  position: number,
  bounds: Box,
  sizes: Sizes,
): string {
  const {options} = scale.plan;
  const middle = (scale.ends[0] + scale.ends[1]) / 2;
  const away = Math.max(labels.depth, tickLength(scale, sizes)) + titleGapOf(scale, sizes);
  const fill = onGround(at(options, "title.font.color"), "var(--soft)");
  switch (side) {
    case "bottom":
      return blockMarkup(title, {x: middle, y: position + away, anchor: "middle", align: "top"}, bounds, {fill});
    case "top":
      return blockMarkup(title, {x: middle, y: position - away, anchor: "middle", align: "bottom"}, bounds, {fill});
    case "left":
      return blockMarkup(
        title,
        {x: position - away, y: middle, anchor: "middle", align: "bottom", angle: -90},
        bounds,
        {fill},
      );
    case "right":
      return blockMarkup(title, {x: position + away, y: middle, anchor: "middle", align: "top", angle: -90}, bounds, {
        fill,
      });
  }
}
