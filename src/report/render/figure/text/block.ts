import {n} from "../svg.js";
import type {Weight} from "./measure.js";
import {ascent, descent, leading} from "./measure.js";
import type {Line} from "./rich.js";
import {lineMarkup, lineWidth, parseRich, wrap} from "./rich.js";

/** A few lines of text, measured. Pixels throughout. */
export interface Block {
  readonly lines: readonly Line[];
  readonly size: number;
  readonly weight: Weight;
  readonly width: number;
  /** From the ascenders of the first line to the descenders of the last. */
  readonly height: number;
}

/** A rectangle, in the figure's pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** How a text is measured and broken. */
export interface Setting {
  readonly size: number;
  readonly weight?: Weight;
  /** Lines wider than this are broken; defaults to any width. */
  readonly room?: number;
  /** Defaults to 3. */
  readonly most?: number;
}

/** Sets a text in the small HTML of Plotly. */
export function setText(source: string, {size, weight = 400, room, most = 3}: Setting): Block {
  const parsed = parseRich(source);
  const lines = room === undefined ? parsed : wrap(parsed, room, {size, weight, most});
  return {
    lines,
    size,
    weight,
    width: Math.max(0, ...lines.map((line) => lineWidth(line, size, weight))),
    height: (ascent + descent + leading * (lines.length - 1)) * size,
  };
}

/** Where a text stands. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  /** Which part of the block lies on `x`; defaults to "start". */
  readonly anchor?: "start" | "middle" | "end";
  /** Which part of the block lies on `y`; defaults to "middle". */
  readonly align?: "top" | "middle" | "bottom";
  /** Degrees, clockwise, about the spot. */
  readonly angle?: number;
}

/** The rectangle that a block covers when it stands on a spot. */
export function boxOf({width, height}: Block, {x, y, anchor = "start", align = "middle", angle = 0}: Spot): Box {
  const left = -width * shares[anchor];
  const top = -height * shares[align];
  const [sin, cos] = [Math.sin((angle * Math.PI) / 180), Math.cos((angle * Math.PI) / 180)];
  const corners = [left, left + width].flatMap((dx) =>
    [top, top + height].map((dy) => [x + dx * cos - dy * sin, y + dx * sin + dy * cos] as const),
  );
  const [xs, ys] = [corners.map(([cx]) => cx), corners.map(([, cy]) => cy)];
  return {left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys)};
}

/** What a text element needs beside its place; inherited from its group where absent. */
export interface Dress {
  readonly fill?: string | undefined;
  readonly extra?: string | undefined;
}

/** The text elements of a block, moved just so far that it lies within `bounds`. */
export function blockMarkup(block: Block, spot: Spot, bounds: Box, dress: Dress = {}): string {
  const {x, y, anchor = "start", align = "middle", angle = 0} = inside(block, spot, bounds);
  const {lines, size, weight, height} = block;
  if (lines.every((line) => line.every(({text}) => text.trim() === ""))) return "";
  const first = y - height * shares[align] + ascent * size;
  const turn = angle === 0 ? "" : ` transform="rotate(${n(angle)} ${n(x)} ${n(y)})"`;
  const heavy = weight === 600 ? ' font-weight="600"' : "";
  const fill = dress.fill === undefined ? "" : ` fill="${dress.fill}"`;
  const words = lines.map((line, i) =>
    i === 0 ? lineMarkup(line, size) : `<tspan x="${n(x)}" dy="${n(leading * size)}">${lineMarkup(line, size)}</tspan>`,
  );
  const held = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text x="${n(x)}" y="${n(first)}" font-size="${n(size)}"${held}${heavy}${fill}${turn}${dress.extra ?? ""}>${words.join("")}</text>`;
}

function inside(block: Block, spot: Spot, bounds: Box): Spot {
  const box = boxOf(block, spot);
  const dx = Math.max(bounds.left - box.left, 0) || Math.min(bounds.right - box.right, 0);
  const dy = Math.max(bounds.top - box.top, 0) || Math.min(bounds.bottom - box.bottom, 0);
  return dx === 0 && dy === 0 ? spot : {...spot, x: spot.x + dx, y: spot.y + dy};
}

const shares = {start: 0, middle: 0.5, end: 1, top: 0, bottom: 1} as const;
