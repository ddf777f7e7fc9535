import type {Json} from "../spec/read.js";
import {isJson, listAt, textAt} from "../spec/read.js";
import {group, n} from "../svg.js";
import type {Box} from "../text/block.js";
import type {Panel, Prepared} from "../trace/prepared.js";
import {annotationMarkup} from "./annotations.js";
import type {Arranged} from "./arrange.js";
import {axisMarkup, gridMarkup} from "./axisLayout.js";
import type {Plot} from "./references.js";
import {plotOf} from "./references.js";
import {shapeMarkup} from "./shapes.js";
import {showsGrid} from "./showsGrid.js";
import type {Sizes} from "./sizes.js";

/** What is painted, and where. */
export interface Painting {
  readonly layout: Json;
  readonly traces: readonly Prepared[];
  readonly arranged: Arranged;
  readonly bounds: Box;
  readonly sizes: Sizes;
}

/** What was painted. */
export interface Painted {
  readonly markup: string;
  /** Points drawn, of those that were thinned out. */
  readonly shown: number;
  readonly count: number;
  /** Pixels of the smallest text of a mark. */
  readonly textSize: number;
}

/** Paints the panels from below to above: grid, traces, axes, texts, notes. */
export function paint({layout, traces, arranged, bounds, sizes}: Painting): Painted {
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
