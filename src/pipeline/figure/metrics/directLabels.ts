import type {PlotTrace} from "../../../core/payload.js";

/** A text that belongs to a point of a line. */
export interface DirectLabel {
  readonly text: string;
  readonly color: string;
  readonly x: number;
  readonly y: number;
}

/** Where the texts stand: in a column right of `x`, from `top` downwards, in units of the axes. */
export interface LabelColumn {
  readonly x: number;
  readonly top: number;
  readonly step: number;
}

/** Texts in the colours of their lines, one below the other in the order of the points' heights, each with a thin line to its point. */
export function directLabels(labels: readonly DirectLabel[], {x, top, step}: LabelColumn): PlotTrace[] {
  const placed = [...labels].sort((a, b) => b.y - a.y).map((label, i) => ({...label, slot: top - i * step}));
  return placed.flatMap(({text, color, slot, ...point}): PlotTrace[] => [
    {
      type: "scatter",
      mode: "lines",
      x: [x, point.x],
      y: [slot, point.y],
      line: {color, width: 0.8, dash: "dot"},
      hoverinfo: "skip",
    },
    {
      type: "scatter",
      mode: "text",
      x: [x],
      y: [slot],
      text: [`${text} `],
      textposition: "middle left",
      textfont: {color},
      hoverinfo: "skip",
    },
  ]);
}
