import {escapeHtml} from "../../../../core/html.js";
import {onGround} from "../colour/ground.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, pick, textAt, titleAt} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import {modeOf} from "../spec/style.js";
import {group, n, rectPath} from "../svg.js";
import type {Block, Box} from "../text/block.js";
import {blockMarkup, setText} from "../text/block.js";
import {dashArray} from "../trace/dash.js";
import {pathOf} from "../trace/markers.js";
import type {Sizes} from "./sizes.js";
import {narrowWidth} from "./sizes.js";

/** Where a legend stands. */
export type LegendPlace = "above" | "below" | "right" | "inside";

/** A legend, set and measured, before it has a place. */
export interface Legend {
  readonly place: LegendPlace;
  readonly width: number;
  readonly height: number;
  /** Its markup with the upper left corner at a point. */
  readonly draw: (left: number, top: number, bounds: Box) => string;
  /** Shares of the plot and which of its corners stands there, for a legend inside. */
  readonly corner: {readonly x: number; readonly y: number; readonly xAnchor: string; readonly yAnchor: string};
}

/** Width of what stands before a name: of a line, and of the patch of a bar or a box. */
const [lineSwatch, patchSwatch] = [24, 13];
const swatchGap = 6;
const itemGap = 16;

/** Sets the legend of a figure; undefined where there is none. Plotly shows one from two traces on. */
export function setLegend(
  traces: readonly StyledTrace[],
  layout: Json,
  width: number,
  sizes: Sizes,
): Legend | undefined {
  const listed = traces.filter(({inLegend}) => inLegend);
  const shown =
    at(layout, "showlegend") ?? (listed.length > 1 || listed.some(({spec}) => at(spec, "showlegend") === true));
  if (shown !== true || listed.length === 0) return undefined;
  const place = placeOf(layout, width);
  const size = Math.min(numberAt(layout, "legend.font.size") ?? sizes.legend, 16);
  const room = place === "above" || place === "below" ? width : Math.min(0.4 * width, 220);
  const words = room - lineSwatch - swatchGap;
  const items = listed.map((trace) => ({trace, block: setText(trace.name, {size, room: words, most: 2})}));
  const title = titleAt(layout, "legend.title");
  const heading = title === "" ? undefined : setText(title, {size, weight: 600, room, most: 2});
  const rows = rowsOf(
    items,
    heading,
    room,
    place === "right" || (place === "inside" && textAt(layout, "legend.orientation") !== "h"),
  );
  const rowHeight = (row: Row): number => Math.max(size * 1.45, ...row.map(({block}) => block.height + 0.45 * size));
  const ground = textAt(layout, "legend.bgcolor");
  const legendWidth = Math.max(...rows.map(widthOfRow));
  const height = rows.reduce((sum, row) => sum + rowHeight(row), 0);
  return {
    place,
    width: legendWidth,
    height,
    corner: {
      x: numberAt(layout, "legend.x") ?? 0,
      y: numberAt(layout, "legend.y") ?? 1,
      xAnchor: textAt(layout, "legend.xanchor") ?? "auto",
      yAnchor: textAt(layout, "legend.yanchor") ?? "auto",
    },
    draw: (left, top, bounds) => {
      let y = top;
      const parts: string[] = [];
      if (place === "inside") {
        const fill = onGround(ground, "var(--paper)");
        const d = rectPath(left - 4, top - 2, left + legendWidth + 4, top + height + 2);
        parts.push(`<path d="${d}" fill="${fill}"${ground === undefined ? ' fill-opacity="0.8"' : ""}/>`);
      }
      for (const row of rows) {
        let x = left;
        const middle = y + rowHeight(row) / 2;
        for (const item of row) {
          parts.push(itemMarkup(item, x, middle, bounds));
          x += widthOfItem(item) + itemGap;
        }
        y += rowHeight(row);
      }
      return group('class="legend" fill="var(--soft)"', parts);
    },
  };
}

interface Item {
  readonly trace?: StyledTrace;
  readonly block: Block;
}
type Row = readonly Item[];

function rowsOf(items: readonly Item[], heading: Block | undefined, room: number, upright: boolean): Row[] {
  const all = heading === undefined ? items : [{block: heading}, ...items];
  if (upright) return all.map((item) => [item]);
  const rows: Item[][] = [[]];
  for (const item of all) {
    const row = rows.at(-1)!;
    if (row.length > 0 && widthOfRow([...row, item]) > room) rows.push([item]);
    else row.push(item);
  }
  return rows;
}

function widthOfItem({trace, block}: Item): number {
  return block.width + (trace ? swatchOf(trace) + swatchGap : 0);
}

function widthOfRow(row: Row): number {
  return row.reduce((sum, item) => sum + widthOfItem(item) + itemGap, -itemGap);
}

/** The author's place where it lies beside or inside the plot; else above, as the page has it. */
function placeOf(layout: Json, width: number): LegendPlace {
  const [x, y] = [numberAt(layout, "legend.x"), numberAt(layout, "legend.y")];
  const flat = textAt(layout, "legend.orientation") !== "v";
  if (y !== undefined && y < 0 && flat) return "below";
  if (width < narrowWidth) return "above";
  if (x !== undefined && x >= 1 && !flat) return "right";
  if (!flat && x === undefined) return "right";
  const inner = y !== undefined && y >= 0 && (y < 1 || (y === 1 && textAt(layout, "legend.yanchor") === "top"));
  return inner && (x ?? 0) <= 1 ? "inside" : "above";
}

function itemMarkup({trace, block}: Item, left: number, middle: number, bounds: Box): string {
  if (trace === undefined) return blockMarkup(block, {x: left, y: middle}, bounds);
  const label = blockMarkup(block, {x: left + swatchOf(trace) + swatchGap, y: middle}, bounds);
  const faint = trace.hidden ? ' opacity="0.5"' : "";
  const name = escapeHtml(trace.name.replaceAll(/<[^>]*>/g, " "));
  return `<g data-trace="${trace.index}" data-name="${name}"${faint}>${swatchMarkup(trace, left, middle)}${label}</g>`;
}

function swatchOf({type}: Pick<StyledTrace, "type">): number {
  return type === "scatter" ? lineSwatch : patchSwatch;
}

function swatchMarkup({type, spec, colour}: StyledTrace, left: number, y: number): string {
  const paint = onGround(colour, "var(--plot-1)");
  const right = left + swatchOf({type});
  const middle = (left + right) / 2;
  if (type === "box") {
    return `<path d="${rectPath(left, y - 5, right, y + 5)}" fill="${paint}" fill-opacity="0.3" stroke="${paint}"/>`;
  }
  if (type !== "scatter") {
    const faint = pick(at(spec, "marker.opacity"), 0) ?? at(spec, "opacity");
    const opacity = typeof faint === "number" && faint < 1 ? ` opacity="${n(faint)}"` : "";
    return `<path d="${rectPath(left, y - 6, right, y + 6)}" fill="${paint}"${opacity}/>`;
  }
  const mode = modeOf(spec);
  const width = Math.min(numberAt(spec, "line.width") ?? 2, 5);
  const filled = (textAt(spec, "fill") ?? "none") !== "none";
  const own = at(spec, "fillcolor");
  const area = filled
    ? `<path d="${rectPath(left, y, right, y + 6)}" fill="${onGround(own, paint)}"${own === undefined ? ' fill-opacity="0.35"' : ""}/>`
    : "";
  const stroke = onGround(at(spec, "line.color"), paint);
  const line =
    mode.lines && width > 0
      ? `<path d="M${n(left)} ${n(y)}H${n(right)}" fill="none" stroke="${stroke}" stroke-width="${n(width)}"${dashArray(textAt(spec, "line.dash"), width)}/>`
      : "";
  if (!mode.markers) return area + line;
  const size = listAt(spec, "marker.size") ? 10 : Math.min(numberAt(spec, "marker.size") ?? 6, 14);
  const opacity = pick(at(spec, "marker.opacity"), 0);
  const look = {
    symbol: String(pick(at(spec, "marker.symbol"), 0) ?? "circle"),
    opacity: typeof opacity === "number" ? opacity : 1,
    outline: {
      width: numberAt(spec, "marker.line.width") ?? 0,
      colour: onGround(at(spec, "marker.line.color"), "var(--paper)"),
    },
  };
  return area + line + pathOf([{x: middle, y, radius: Math.max(2.5, size / 2), colour: paint}], look);
}
