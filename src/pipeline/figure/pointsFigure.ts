import type {PlotPayload} from "../../core/payload.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import {pointTraces} from "./pointTraces.js";

/** One panel of {@link pointsFigure}. */
export interface PointsPanel {
  /** Stands above it: "noise 0.1". */
  readonly title: string;
  /** Points as examples of [1, 1, 2]. */
  readonly set: ExampleSet;
}

/** Options for {@link pointsFigure}. */
export interface PointsFigureOptions {
  readonly id?: string;
  readonly caption: string;
  /** Points drawn in each panel, at most; defaults to 400. */
  readonly most?: number;
}

/** Labelled points of the plane, a panel for each set, all with the same axes. */
export function pointsFigure(
  panels: readonly PointsPanel[],
  {id = "points", caption, most = 400}: PointsFigureOptions,
): PlotPayload {
  const [xs, ys] = [0, 1].map((axis) => range(panels, axis, most)) as [Range, Range];
  const axes = panels.flatMap(({title}, i) => {
    const n = i === 0 ? "" : String(i + 1);
    return [
      [`xaxis${n}`, {title: {text: title}, range: xs, zeroline: false}],
      [`yaxis${n}`, {range: ys, zeroline: false, automargin: true}],
    ];
  });
  return {
    kind: "plot",
    id,
    caption,
    alt: `Scatter of ${panels[0]!.set.classNames.join(" and ")}, a panel each for ${panels.map(({title}) => title).join(", ")}: two half circles that interlock, and blur into each other from panel to panel.`,
    height: 300,
    data: panels.flatMap(({set}, i) =>
      pointTraces(set, {most, inLegend: i === 0, axes: i === 0 ? {} : {xaxis: `x${i + 1}`, yaxis: `y${i + 1}`}}),
    ),
    layout: {
      grid: {rows: 1, columns: panels.length, pattern: "independent"},
      ...Object.fromEntries(axes),
      legend: {orientation: "h", y: 1.16},
    },
  };
}

type Range = readonly [number, number];

/** Of what is drawn, with a little room. */
function range(panels: readonly PointsPanel[], axis: number, most: number): Range {
  const values = panels.flatMap(({set}) => [...set.images.subarray(0, 2 * most)].filter((_, i) => i % 2 === axis));
  return [Math.floor(10 * Math.min(...values) - 1) / 10, Math.ceil(10 * Math.max(...values) + 1) / 10];
}
