import {onGround, textOn} from "../colour/ground.js";
import type {Json} from "../spec/read.js";
import {at, numberAt, pick} from "../spec/read.js";
import {group} from "../svg.js";
import type {Block} from "../text/block.js";
import {blockMarkup, setText} from "../text/block.js";
import type {Bar, BarBox} from "./bars.js";
import {markerColours} from "./markerColours.js";
import type {Panel} from "./prepared.js";
import {fillTemplate} from "./values.js";

/** The room that texts beyond the bars' ends take, in pixels; Plotly leaves none beside lying bars, and cuts the text off. */
export function outsideRoom(
  spec: Json,
  bars: readonly Bar[],
  orientation: "v" | "h",
): {readonly padLow?: number; readonly padHigh?: number} {
  if (positionOf(spec) !== "outside") return {};
  const size = numberAt(spec, "outsidetextfont.size") ?? numberAt(spec, "textfont.size") ?? 11;
  const blocks = bars.map((bar) => ({bar, block: setText(wordsOf(spec, bar, orientation), {size})}));
  const room = (below: boolean): number => {
    const own = blocks.filter(({bar}) => bar.size < 0 === below);
    const sizes = own.map(({block}) => (orientation === "v" ? 1.3 * size * block.lines.length + 3 : block.width + 4));
    return Math.max(0, ...sizes);
  };
  return {padLow: room(true), padHigh: room(false)};
}

/** The texts of bars: inside where they fit, or beyond their ends. */
export function barTexts(
  spec: Json,
  boxes: readonly {readonly bar: Bar; readonly box: BarBox}[],
  {bounds, textSize}: Panel,
  standing: boolean,
): string {
  const position = positionOf(spec);
  if (position === "none") return "";
  const size = numberAt(spec, "textfont.size") ?? textSize;
  const colourOf = markerColours(spec);
  const texts = boxes.map(({bar, box}) => {
    const words = wordsOf(spec, bar, standing ? "v" : "h");
    if (words === "") return "";
    const inset = setText(words, {size: numberAt(spec, "insidetextfont.size") ?? size});
    const inner = position === "inside" || (position === "auto" && fits(inset, box));
    const own = inner ? at(spec, "insidetextfont.color") : at(spec, "outsidetextfont.color");
    const fill = onGround(own ?? at(spec, "textfont.color"), inner ? onBar(colourOf(bar.i)) : "var(--ink)");
    const up = box.top <= box.foot;
    const gap = inner ? -3 : 3;
    if (inner && !fits(inset, box)) return "";
    const block = inner ? inset : setText(words, {size: numberAt(spec, "outsidetextfont.size") ?? size});
    const spot = standing
      ? ({
          x: (box.left + box.right) / 2,
          y: box.top + (up ? -gap : gap),
          anchor: "middle",
          align: up === inner ? "top" : "bottom",
        } as const)
      : ({
          x: box.top + (box.top >= box.foot ? gap : -gap),
          y: (box.upper + box.lower) / 2,
          anchor: box.top >= box.foot === inner ? "end" : "start",
        } as const);
    return blockMarkup(block, spot, bounds, {fill});
  });
  return group("", texts);
}

function positionOf(spec: Json): string {
  if (at(spec, "text") === undefined && at(spec, "texttemplate") === undefined) return "none";
  return String(pick(at(spec, "textposition"), 0) ?? "auto");
}

function wordsOf(spec: Json, {i, size, position}: Bar, orientation: "v" | "h"): string {
  const own = pick(at(spec, "text"), i);
  const template = pick(at(spec, "texttemplate"), i);
  if (typeof template !== "string") return own === undefined || own === null ? "" : String(own);
  const named = pick(at(spec, orientation === "v" ? "x" : "y"), i) ?? position;
  const [x, y] = orientation === "v" ? [named, size] : [size, named];
  return fillTemplate(template, {x, y, value: size, text: own ?? "", customdata: pick(at(spec, "customdata"), i)});
}

function fits({width, height}: Block, {left, right, upper, lower}: BarBox): boolean {
  return width + 6 <= right - left && height + 4 <= lower - upper;
}

/** The page's own colours are mid-tones on which paper can be read, in the light and in the dark. */
function onBar(colour: string): string {
  const [, light, dark] = /^light-dark\((#\w+),(#\w+)\)$/.exec(colour) ?? [];
  if (light !== undefined) return `light-dark(${textOn(light)},${textOn(dark!)})`;
  return colour.startsWith("var(") ? "var(--paper)" : textOn(colour);
}
