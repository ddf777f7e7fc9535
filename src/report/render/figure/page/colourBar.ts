import {chooseComb, placesOf} from "../axis/tickStep.js";
import {tickTexts} from "../axis/tickText.js";
import {heatLevels} from "../colour/scale.js";
import type {Json} from "../spec/read.js";
import {at, listAt, numberAt, objectAt, textAt, titleAt, toNumber} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import {group, n, rectPath} from "../svg.js";
import type {Block, Box} from "../text/block.js";
import {blockMarkup, setText} from "../text/block.js";
import {heatScale} from "../trace/heatmap.js";
import type {ScaledColours} from "../trace/markerColours.js";
import {markerScale} from "../trace/markerColours.js";
import type {Sizes} from "./sizes.js";
import {narrowWidth} from "./sizes.js";

/** A scale of colours beside the plot, set and measured. */
export interface ColourBar {
  /** With the gap to the plot, in pixels. */
  readonly width: number;
  readonly draw: (left: number, top: number, bottom: number, bounds: Box) => string;
}

const gap = 14;
const thickness = 10;
const titleLine = 18;

/** The colour scale of the first trace that has one; beside written numbers, a phone has no room for it. */
export function colourBarOf(
  traces: readonly StyledTrace[],
  width: number,
  sizes: Sizes,
  height: number,
): ColourBar | undefined {
  for (const {type, spec} of traces) {
    if (type === "heatmap") {
      if (at(spec, "showscale") === false || (width < narrowWidth && at(spec, "texttemplate") !== undefined)) continue;
      return setColourBar(objectAt(spec, "colorbar"), heatScale(spec), sizes, height);
    }
    const scaled = markerScale(spec);
    const shown = at(spec, "marker.showscale") ?? at(spec, "marker.colorbar") !== undefined;
    if (scaled && shown) return setColourBar(objectAt(spec, "marker.colorbar"), scaled, sizes, height);
  }
  return undefined;
}

/** @param spec Plotly's `colorbar` */
function setColourBar(spec: Json, {scale, low, high}: ScaledColours, sizes: Sizes, length: number): ColourBar {
  const ticks = ticksOf(spec, low, high, length);
  const size = numberAt(spec, "tickfont.size") ?? sizes.small;
  const blocks = ticks.map(({value, text}) => ({value, block: setText(text, {size})}));
  const words = titleAt(spec, "title");
  const title = words === "" ? undefined : setText(words, {size, room: 150, most: 2});
  const widest = Math.max(0, ...blocks.map(({block}) => block.width));
  return {
    width: gap + Math.max(thickness + 7 + widest, Math.min(title?.width ?? 0, 90)),
    draw: (left, top, bottom, bounds) => {
      const [x0, x1] = [left + gap, left + gap + thickness];
      const head = title === undefined ? top : top + Math.max(titleLine, title.height + 4);
      const y = (value: number): number => bottom - ((value - low) / (high - low || 1)) * (bottom - head);
      const steps = heatLevels / 2;
      const cells = Array.from({length: steps}, (_, i) => {
        const [from, to] = [i / steps, (i + 1) / steps].map((share) => bottom - share * (bottom - head));
        return `<path d="${rectPath(x0, to!, x1, from!)}" fill="${scale.colour((i + 0.5) / steps)}"/>`;
      });
      const marks = blocks.map(({value}) => `M${n(x1)} ${n(y(value))}h3`).join("");
      return group("", [
        group('shape-rendering="crispEdges"', cells),
        marks && `<path d="${marks}" stroke="var(--plot-axis)"/>`,
        group('fill="var(--soft)"', [
          ...blocks.map(({value, block}) => blockMarkup(block, {x: x1 + 6, y: y(value)}, bounds)),
          title === undefined ? "" : titleMarkup(title, x0, top, bounds),
        ]),
      ]);
    },
  };
}

function titleMarkup(title: Block, x: number, y: number, bounds: Box): string {
  return blockMarkup(title, {x, y, align: "top"}, bounds);
}

function ticksOf(
  spec: Json,
  low: number,
  high: number,
  length: number,
): {readonly value: number; readonly text: string}[] {
  const given = listAt(spec, "tickvals");
  const texts = listAt(spec, "ticktext") ?? [];
  const count = numberAt(spec, "nticks") ?? Math.min(9, Math.max(4, length / 40)) + 1;
  const own = numberAt(spec, "dtick");
  const rough = (high - low) / count || 1;
  const comb = own ? ({step: {kind: "even", size: own}, origin: 0} as const) : chooseComb("linear", rough, [low, high]);
  const values = given?.flatMap((value) => toNumber(value) ?? []) ?? placesOf(comb, [low, high]);
  const plan = {id: "y", letter: "y", options: spec, type: "linear", categories: [], toLine: Number} as const;
  const written = tickTexts(plan, comb, values, [low, high]);
  return values.map((value, i) => ({value, text: textAt({text: texts[i]}, "text") ?? written[i]!.text}));
}
