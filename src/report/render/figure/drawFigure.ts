import type {AxisPlan} from "./axis/plan.js";
import {planAxis} from "./axis/plan.js";
import type {Drawing, DrawnFigure, DrawOptions, FigureSpec} from "./figure.js";
import {screenWidth} from "./figure.js";
import {annotationMarkup} from "./page/annotations.js";
import type {Arranged, Arrangement} from "./page/arrange.js";
import {arrange} from "./page/arrange.js";
import {axisMarkup, gridMarkup} from "./page/axisLayout.js";
import type {ColourBar} from "./page/colourBar.js";
import {setColourBar} from "./page/colourBar.js";
import {frameOf} from "./page/frame.js";
import type {Legend} from "./page/legend.js";
import {setLegend} from "./page/legend.js";
import type {Plot} from "./page/references.js";
import {plotOf} from "./page/references.js";
import {shapeMarkup} from "./page/shapes.js";
import {showsGrid} from "./page/showsGrid.js";
import type {Sizes} from "./page/sizes.js";
import {narrowWidth, sizesFor} from "./page/sizes.js";
import {gridOf} from "./page/tracks.js";
import type {Json} from "./spec/read.js";
import {at, isJson, listAt, numberAt, objectAt, textAt, titleAt} from "./spec/read.js";
import type {StyledTrace} from "./spec/style.js";
import {styleTraces} from "./spec/style.js";
import {unsupportedPart} from "./spec/supported.js";
import {group, n} from "./svg.js";
import type {Block, Box} from "./text/block.js";
import {blockMarkup, setText} from "./text/block.js";
import {valuesFor} from "./trace/axisValues.js";
import {heatScale} from "./trace/heatmap.js";
import {markerScale} from "./trace/markerColours.js";
import {prepareTraces} from "./trace/prepare.js";
import type {Panel, Prepared} from "./trace/prepared.js";
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

interface Head {
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
  readonly draw: (plot: Plot, bounds: Box) => string;
}

/** Title and legend. */
function setHead(
  traces: readonly StyledTrace[],
  layout: Json,
  {width, sizes}: {readonly width: number; readonly sizes: Sizes},
): Head {
  const words = titleAt(layout, "title");
  const title =
    words === ""
      ? undefined
      : setText(words, {
          size: numberAt(layout, "title.font.size") ?? sizes.heading,
          weight: 600,
          room: width - 4,
          most: 3,
        });
  const titleHeight = title === undefined ? 0 : title.height + 8;
  const legend = setLegend(traces, layout, width - 4, sizes);
  const place = legend?.place;
  return {
    top: titleHeight + (place === "above" ? legend!.height + 6 : 4),
    bottom: place === "below" ? legend!.height + 4 : 0,
    right: place === "right" ? legend!.width + 14 : 0,
    draw: (plot, bounds) =>
      (title === undefined ? "" : blockMarkup(title, {...titleSpot(layout, width), y: 2, align: "top"}, bounds)) +
      (legend === undefined ? "" : legendMarkup(legend, titleHeight, plot, bounds)),
  };
}

function titleSpot(layout: Json, width: number): {readonly x: number; readonly anchor: "start" | "middle" | "end"} {
  const share = numberAt(layout, "title.x") ?? 0;
  return {x: 2 + share * (width - 4), anchor: share < 0.34 ? "start" : share > 0.66 ? "end" : "middle"};
}

function legendMarkup(
  {place, width, height, corner, draw: drawAt}: Legend,
  top: number,
  plot: Plot,
  bounds: Box,
): string {
  switch (place) {
    case "above":
      return drawAt(2, top + 2, bounds);
    case "below":
      return drawAt(2, bounds.bottom - height, bounds);
    case "right":
      return drawAt(bounds.right - width, plot.top, bounds);
    case "inside": {
      const side =
        corner.xAnchor === "auto"
          ? corner.x > 2 / 3
            ? "right"
            : corner.x > 1 / 3
              ? "center"
              : "left"
          : corner.xAnchor;
      const end =
        corner.yAnchor === "auto"
          ? corner.y > 2 / 3
            ? "top"
            : corner.y > 1 / 3
              ? "middle"
              : "bottom"
          : corner.yAnchor;
      const x = plot.left + corner.x * (plot.right - plot.left) - width * ({left: 0, center: 0.5, right: 1}[side] ?? 0);
      const y =
        plot.bottom - corner.y * (plot.bottom - plot.top) - height * ({top: 0, middle: 0.5, bottom: 1}[end] ?? 0);
      const inset = 8;
      return drawAt(
        Math.min(plot.right - width - inset, Math.max(plot.left + inset, x)),
        Math.min(plot.bottom - height - inset, Math.max(plot.top + inset, y)),
        bounds,
      );
    }
  }
}

/** The colour scale of the first trace that has one; beside written numbers, a phone has no room for it. */
function colourBarOf(
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

interface Painting {
  readonly layout: Json;
  readonly traces: readonly Prepared[];
  readonly arranged: Arranged;
  readonly bounds: Box;
  readonly sizes: Sizes;
}

function paint({layout, traces, arranged, bounds, sizes}: Painting): {
  markup: string;
  shown: number;
  count: number;
  textSize: number;
} {
  const plot = plotOf(arranged);
  let [shown, count] = [0, 0];
  const quota = quotaFor(traces);
  const panelOf = ({x, y}: Prepared): Panel => ({
    x: arranged.axes.get(x.id)!.scale,
    y: arranged.axes.get(y.id)!.scale,
    bounds,
    textSize: sizes.mark,
    quota,
    thinned: (drawn, all) => {
      shown += drawn;
      count += all;
    },
  });
  const shapes = (listAt(layout, "shapes") ?? []).filter(isJson);
  const drawShapes = (below: boolean): string =>
    shapes
      .filter((shape) => (textAt(shape, "layer") === "below") === below)
      .map((shape) => clipped(shapeMarkup(shape, arranged, plot), shapeBox(shape, arranged, plot, bounds)))
      .join("");
  const drawn = [...traces]
    .sort((a, b) => a.layer - b.layer)
    .map((trace) => ({trace, marks: trace.draw(panelOf(trace))}));
  const marks = drawn.map(({trace, marks: {shapes: own}}) =>
    clipped(own, boxOf(trace, arranged), trace.trace.type === "scatter" ? 1.5 : 0),
  );
  const texts = drawn.map(({marks: own}) => own.texts ?? "");
  const axes = [...arranged.axes].map(([id, axis]) => {
    const position = arranged.positions.get(id)!;
    return axisMarkup(axis, {position, opposite: oppositeOf(id, position, arranged), bounds, sizes});
  });
  const notes = (listAt(layout, "annotations") ?? [])
    .filter(isJson)
    .map((note) => annotationMarkup(note, arranged, {plot, bounds, sizes}));
  const markup = [
    group('fill="none"', gridsOf(traces, arranged)),
    drawShapes(true),
    ...marks,
    ...axes,
    ...texts,
    drawShapes(false),
    ...notes,
  ].join("");
  const textSize = Math.min(sizes.mark, ...drawn.map(({marks: own}) => own.textSize ?? sizes.mark));
  return {markup, shown, count, textSize};
}

/** Points beyond ten thousand are thinned out, each trace by its share. */
function quotaFor(traces: readonly Prepared[]): (points: number) => number {
  const most = 10_000;
  const total = traces.reduce(
    (sum, {trace: {spec, type}}) =>
      sum + (type === "scatter" ? (listAt(spec, "y")?.length ?? listAt(spec, "x")?.length ?? 0) : 0),
    0,
  );
  return (points) => (total <= most ? Number.POSITIVE_INFINITY : Math.max(200, Math.floor((most * points) / total)));
}

function gridsOf(traces: readonly Prepared[], {axes, spans}: Arranged): string[] {
  return [...axes].map(([id, axis]) => {
    const own = traces.filter(({x, y}) => x.id === id || y.id === id);
    const across = own.map(({x, y}) => spans.get(x.id === id ? y.id : x.id)!);
    const [from, to] = [Math.min(...across.map(([a]) => a)), Math.max(...across.map(([, b]) => b))];
    if (!Number.isFinite(from)) return "";
    return gridMarkup(axis, showsGrid(axis.scale.plan, own), [from, to]);
  });
}

function boxOf({x, y}: Prepared, {spans}: Arranged): Box {
  const [[left, right], [top, bottom]] = [spans.get(x.id)!, spans.get(y.id)!];
  return {left, right, top, bottom};
}

/** Shapes on paper may pass the plot, those on axes may not. */
function shapeBox(shape: Json, {spans}: Arranged, plot: Plot, bounds: Box): Box {
  const [x, y] = [textAt(shape, "xref") ?? "x", textAt(shape, "yref") ?? "y"];
  const [across, along] = [spans.get(x.split(" ")[0]!), spans.get(y.split(" ")[0]!)];
  return {
    left: x === "paper" ? bounds.left : (across?.[0] ?? plot.left),
    right: x === "paper" ? bounds.right : (across?.[1] ?? plot.right),
    top: y === "paper" ? bounds.top : (along?.[0] ?? plot.top),
    bottom: y === "paper" ? bounds.bottom : (along?.[1] ?? plot.bottom),
  };
}

/**
 * Cuts markup off at a box: an inner `svg` does, and needs no id.
 * @param slack pixels beyond, so that a line along the edge keeps its width
 */
function clipped(markup: string, {left, right, top, bottom}: Box, slack = 0): string {
  if (markup === "") return "";
  const [x, y, w, h] = [left - slack, top - slack, right - left + 2 * slack, bottom - top + 2 * slack].map(n);
  return `<svg x="${x}" y="${y}" width="${w}" height="${h}" viewBox="${x} ${y} ${w} ${h}">${markup}</svg>`;
}

function oppositeOf(id: string, position: number, {spans}: Arranged): number {
  const partner = [...spans].find(
    ([other, span]) => other[0] !== id[0] && span.some((end) => Math.abs(end - position) < 0.5),
  );
  if (partner === undefined) return position;
  const [from, to] = partner[1];
  return Math.abs(from - position) < 0.5 ? to : from;
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
