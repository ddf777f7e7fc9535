import type {Scale} from "../axis/scale.js";
import {numberAt} from "../spec/read.js";
import type {Block, Box, Spot} from "../text/block.js";
import {boxOf, setText} from "../text/block.js";
import {lineWidth} from "../text/rich.js";
import type {Tick} from "./ticks.js";

/** A tick's label where it stands, relative to the axis: `x` or `y` along it in the figure's pixels, outwards from 0. */
export interface Label {
  readonly tick: Tick;
  readonly block: Block;
  readonly spot: Spot;
  readonly box: Box;
}

export interface Labels {
  readonly labels: readonly Label[];
  readonly angle: number;
  /** Pixels that they reach outwards from the axis. */
  readonly depth: number;
}

/** Options for {@link placeLabels}. */
export interface LabelOptions {
  readonly side: "left" | "right" | "top" | "bottom";
  readonly size: number;
  /** From the axis to its labels. */
  readonly gap: number;
  /** The widest that a label may be, or the highest where it is turned. */
  readonly room: number;
}

/**
 * Places the labels of an axis so that none touches another: broken into lines, turned, or, last, only every second, third, ...
 * of them. An author's angle is kept where it can be.
 */
export function placeLabels(scale: Scale, ticks: readonly Tick[], options: LabelOptions): Labels {
  const named = ticks.filter(({text}) => text !== "");
  const given = numberAt(scale.plan.options, "tickangle");
  const upright = options.side === "left" || options.side === "right";
  const tries = upright
    ? [given ?? 0]
    : given === undefined
      ? anglesFor(scale)
      : [...new Set([given, given === 0 ? 0 : -90])];
  for (const angle of tries) {
    for (const lines of angle === 0 && !upright ? [1, 3] : [upright ? 2 : 1]) {
      const placed = set(scale, named, angle, {...options, lines});
      if (placed && clear(placed)) return done(placed, angle, options);
    }
  }
  const angle = tries.at(-1)!;
  for (const list of thinner(named)) {
    const placed = set(scale, list, angle, {...options, lines: 1});
    if (placed && clear(placed)) return done(placed, angle, options);
  }
  return done([], angle, options);
}

/** Ever fewer of the labels. Of digits between powers of ten, all but 2 and 5 go first, then these. */
function thinner(ticks: readonly Tick[]): (readonly Tick[])[] {
  const main = ticks.filter(({size}) => size === 1);
  const some = ticks.filter(({size, text}) => size === 1 || text === "2" || text === "5");
  const few = main.length > 0 ? main : ticks;
  return [some, ...few.map((_, i) => few.filter((__, k) => k % (i + 1) === 0))];
}

function anglesFor({plan}: Scale): readonly number[] {
  return plan.type === "category" || plan.options["ticktext"] !== undefined ? [0, -35, -90] : [0];
}

function done(labels: readonly Label[], angle: number, {side}: LabelOptions): Labels {
  const reach = {
    left: ({left}: Box) => -left,
    right: ({right}: Box) => right,
    top: ({top}: Box) => -top,
    bottom: ({bottom}: Box) => bottom,
  };
  return {labels, angle, depth: Math.max(0, ...labels.map(({box}) => reach[side](box)))};
}

/** Undefined where a text would have to be cut. */
function set(
  scale: Scale,
  ticks: readonly Tick[],
  angle: number,
  {side, size, gap, room, lines}: LabelOptions & {readonly lines: number},
): Label[] | undefined {
  const upright = side === "left" || side === "right";
  const step = spacing(scale, ticks);
  const width = upright || angle !== 0 ? room : lines > 1 ? Math.min(room, step - 6) : Number.POSITIVE_INFINITY;
  const most = upright ? Math.max(1, Math.floor(step / (1.25 * size))) : lines;
  const out: Label[] = [];
  for (const tick of ticks) {
    const own = size * tick.size;
    const block = setText(tick.text, {size: own, room: width, most: Math.max(most, tick.text.split(/<br/i).length)});
    const cut =
      letters(block) < letters(setText(tick.text, {size: own})) ||
      block.lines.some((line) => line.at(-1)?.text.endsWith("\u2026") || lineWidth(line, own, 400) > width);
    if (cut && lines > 1 && !upright) return undefined;
    const spot = spotOf(scale.px(tick.place), angle, {
      side,
      gap: gap + own * 0.35 * Math.abs(Math.sin((2 * angle * Math.PI) / 180)),
    });
    out.push({tick, block, spot, box: boxOf(block, spot)});
  }
  return out;
}

function letters({lines}: Block): number {
  return lines.flat().reduce((sum, {text}) => sum + text.replaceAll(" ", "").length, 0);
}

function spacing(scale: Scale, ticks: readonly Tick[]): number {
  const pixels = ticks.map(({place}) => scale.px(place)).sort((a, b) => a - b);
  return Math.min(Math.abs(scale.ends[1] - scale.ends[0]), ...pixels.slice(1).map((px, i) => px - pixels[i]!));
}

function spotOf(px: number, angle: number, {side, gap}: Pick<LabelOptions, "side" | "gap">): Spot {
  switch (side) {
    case "left":
      return {x: -gap, y: px, anchor: "end", align: "middle", angle};
    case "right":
      return {x: gap, y: px, anchor: "start", align: "middle", angle};
    case "top":
      if (angle === 0) return {x: px, y: -gap, anchor: "middle", align: "bottom"};
      return {x: px, y: -gap, anchor: angle < 0 ? "start" : "end", align: "middle", angle};
    case "bottom":
      if (angle === 0) return {x: px, y: gap, anchor: "middle", align: "top"};
      return {x: px, y: gap, anchor: angle < 0 ? "end" : "start", align: "middle", angle};
  }
}

/** Whether no two neighbours touch: level texts need a gap between them, slanted ones room for their height. */
function clear(labels: readonly Label[]): boolean {
  return labels.every((label, i) => {
    const next = labels[i + 1];
    if (next === undefined) return true;
    const angle = label.spot.angle ?? 0;
    if (angle !== 0 && Math.abs(angle) <= 90) {
      const [dx, dy] = [Math.abs(next.spot.x - label.spot.x), Math.abs(next.spot.y - label.spot.y)];
      const [sin, cos] = [Math.abs(Math.sin((angle * Math.PI) / 180)), Math.abs(Math.cos((angle * Math.PI) / 180))];
      return dx * sin + dy * cos >= Math.max(label.block.height, next.block.height);
    }
    const level = Math.abs(next.spot.y - label.spot.y) < 1;
    if (level) return Math.max(next.box.left - label.box.right, label.box.left - next.box.right) >= 5;
    return Math.max(next.box.top - label.box.bottom, label.box.top - next.box.bottom) >= -0.2 * label.block.size;
  });
}
