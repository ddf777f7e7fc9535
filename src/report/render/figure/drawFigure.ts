import type {AxisPlan} from "./axis/plan.js";
import {planAxis} from "./axis/plan.js";
import type {Drawing, DrawnFigure, DrawOptions, FigureSpec} from "./figure.js";
import {screenWidth} from "./figure.js";
import type {Arrangement} from "./page/arrange.js";
import {arrange} from "./page/arrange.js";
import {colourBarOf} from "./page/colourBar.js";
import {frameOf} from "./page/frame.js";
import {setHead} from "./page/head.js";
import {paint} from "./page/paint.js";
import type {Plot} from "./page/references.js";
import {plotOf} from "./page/references.js";
import type {Sizes} from "./page/sizes.js";
import {sizesFor} from "./page/sizes.js";
import {gridOf} from "./page/tracks.js";
import type {Json} from "./spec/read.js";
import {isJson, numberAt, textAt} from "./spec/read.js";
import type {StyledTrace} from "./spec/style.js";
import {styleTraces} from "./spec/style.js";
import {unsupportedPart} from "./spec/supported.js";
import {group, n} from "./svg.js";
import type {Block, Box} from "./text/block.js";
import {blockMarkup, setText} from "./text/block.js";
import {valuesFor} from "./trace/axisValues.js";
import {prepareTraces} from "./trace/prepare.js";
import {Unsupported} from "./unsupported.js";

/**
 * Draws a figure of Plotly's specification as SVG, without a browser: the same bytes for the same figure, in Node and in the
 * page. What it cannot draw faithfully it names instead, and Plotly draws that figure in the page.
 */
export function drawFigure(figure: FigureSpec, options: DrawOptions = {}): Drawing {
  const unsupported = unsupportedPart(figure.data, figure.layout);
  if (unsupported !== undefined) return {unsupported};
  try {
    return draw(figure, options);
  } catch (reason) {
    if (reason instanceof Unsupported) return {unsupported: reason.message};
    throw reason;
  }
}

const defaultNote = "{shown} of {count} points drawn";

function draw(
  figure: FigureSpec,
  {width = screenWidth, height: wanted, thinnedNote = defaultNote}: DrawOptions,
): DrawnFigure {
  const layout: Json = isJson(figure.layout) ? figure.layout : {};
  const styled = styleTraces(figure.data as readonly Json[]);
  const seen = styled.filter(({hidden}) => !hidden);
  const plans = plansOf(seen, layout);
  const traces = prepareTraces(seen, layout, plans);
  const sizes = sizesFor(width);
  const given = Math.max(80, Math.round(wanted ?? figure.height ?? 360));
  const grid = gridOf(layout, width);
  const own = Math.max(1, Math.round(numberAt(layout, "grid.rows") ?? 1));
  const head = setHead(styled, layout, {width, sizes});
  const bar = colourBarOf(seen, width, sizes, given);
  const room = (height: number): Arrangement => ({
    layout,
    plans,
    traces,
    grid,
    sizes,
    width,
    height,
    taken: {left: 0, right: (bar?.width ?? 0) + head.right, top: head.top, bottom: head.bottom},
  });
  // Panels that a phone lays below each other each get the height that a row of them had.
  let height = grid.rows > own ? Math.round((given / own) * grid.rows * 0.8) : given;
  let arranged = arrange(room(height));
  if (arranged.missing > 0.5) {
    height += Math.ceil(arranged.missing);
    arranged = arrange(room(height));
  }
  const bounds: Box = {left: 0, top: 0, right: width, bottom: height};
  const painted = paint({layout, traces, arranged, bounds, sizes});
  const plot = plotOf(arranged);
  const note =
    painted.shown < painted.count
      ? thinnedNote.replace("{shown}", grouped(painted.shown)).replace("{count}", grouped(painted.count))
      : "";
  const whole = note === "" ? height : height + noteHeight;
  const kept = group('class="keep"', [
    head.draw(plot, bounds),
    bar?.draw(plot.right, plot.top, plot.bottom, bounds) ?? "",
    noteMarkup(note, plot, {...bounds, bottom: whole}, sizes),
  ]);
  const markup = `${painted.markup}${kept}`;
  if (/="[^"]*(?:NaN|Infinity)/.test(painted.markup)) throw new Unsupported("a number that is none");
  const svg = `<svg class="drawn" viewBox="0 0 ${n(width)} ${n(whole)}" width="${n(width)}" height="${n(whole)}" font-family="var(--sans)" fill="var(--ink)" aria-hidden="true">${markup}</svg>`;
  return {
    svg,
    width,
    height: whole,
    frame: frameOf(arranged, plot, {width, height: whole, traces, textSize: painted.textSize}),
  };
}

/** Every axis that a trace or the layout names. */
function plansOf(traces: readonly StyledTrace[], layout: Json): Map<string, AxisPlan> {
  const used = traces.flatMap(({spec}) => [textAt(spec, "xaxis") ?? "x", textAt(spec, "yaxis") ?? "y"]);
  const named = Object.keys(layout).flatMap((key) => /^([xy])axis(\d*)$/.exec(key)?.slice(1).join("") ?? []);
  const ids = [...new Set([...used, ...named.filter((id) => !/[xy]1$/.test(id))])];
  if (!ids.some((id) => id.startsWith("x"))) ids.push("x");
  if (!ids.some((id) => id.startsWith("y"))) ids.push("y");
  return new Map(ids.sort(byNumber).map((id) => [id, planAxis(id, layout, valuesFor(id, traces))]));
}

function byNumber(a: string, b: string): number {
  return Number(a.slice(1) || 1) - Number(b.slice(1) || 1) || (a < b ? -1 : 1);
}

/** Below the figure, in pixels. */
const noteHeight = 16;

function noteMarkup(note: string, plot: Plot, bounds: Box, sizes: Sizes): string {
  if (note === "") return "";
  const block: Block = setText(note, {size: sizes.small, room: bounds.right, most: 1});
  return blockMarkup(block, {x: plot.right, y: bounds.bottom - 2, anchor: "end", align: "bottom"}, bounds, {
    fill: "var(--soft)",
  });
}

function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ",");
}
