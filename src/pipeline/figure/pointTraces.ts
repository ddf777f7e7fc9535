import type {PlotTrace} from "../../core/payload.js";
import type {ExampleSet} from "../dataset/imageSet.js";
import {seriesColours} from "./theme.js";

/** How points of a set are drawn. */
export interface PointStyle {
  /** What the legend says behind the class: "training". */
  readonly title?: string;
  /** Points drawn at most, the first of the set, which are in random order. */
  readonly most: number;
  /** Hollow markers stand for points that were not learnt from. */
  readonly hollow?: boolean;
  /** Such as `{xaxis: "x2"}`. */
  readonly axes?: Readonly<Record<string, string>>;
  /** Defaults to true. */
  readonly inLegend?: boolean;
}

/** Points of the plane, a trace for each class, told apart by colour and by shape. @param set examples of [1, 1, 2] */
export function pointTraces({images, labels, count, classNames}: ExampleSet, style: PointStyle): PlotTrace[] {
  const {title, most, hollow = false, axes = {}, inLegend = true} = style;
  return classNames.map((className, label) => {
    const rows = Array.from({length: Math.min(most, count)}, (_, i) => i).filter((i) => labels[i] === label);
    const name = title === undefined ? className : `${className}, ${title}`;
    const colour = seriesColours[label % seriesColours.length];
    const symbol = label % 2 === 0 ? "circle" : "diamond";
    return {
      type: "scatter",
      mode: "markers",
      name,
      x: rows.map((row) => rounded(images[2 * row]!)),
      y: rows.map((row) => rounded(images[2 * row + 1]!)),
      marker: hollow
        ? {color: colour, symbol: `${symbol}-open`, size: 7, line: {color: colour, width: 1.2}}
        : {color: colour, symbol, size: 4.5, opacity: 0.6},
      hovertemplate: `${name}<br>%{x}, %{y}<extra></extra>`,
      legendgroup: name,
      showlegend: inLegend,
      ...axes,
    };
  });
}

/** Fewer digits, and so a smaller page. */
export function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
