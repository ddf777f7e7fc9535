import type {PlotTrace} from "../../../core/payload.js";

/** A text that belongs to a point of a line. */
export interface DirectLabel {
  readonly text: string;
  readonly color: string;
  readonly x: number;
  readonly y: number;
}

/** Where the texts stand, in units of the axes: from `top` downwards, ending left of `x` or beginning right of it. */
export interface LabelColumn {
  readonly x: number;
  readonly side: "left" | "right";
  readonly top: number;
  readonly step: number;
}

/** Texts one below the other in the order of the points' heights, each with a line in its colour to its point. */
export function directLabels(labels: readonly DirectLabel[], {x, side, top, step}: LabelColumn): PlotTrace[] {
  return [...labels]
    .sort((a, b) => b.y - a.y)
    .map(({text, color, ...point}, i): PlotTrace => {
      const slot = top - i * step;
      return {
        type: "scatter",
        mode: "lines+markers+text",
        x: [x, point.x],
        y: [slot, point.y],
        line: {color, width: 0.9, dash: "solid"},
        marker: {color, size: 6},
        text: [side === "left" ? `${text}  ` : `  ${text}`, ""],
        textposition: `middle ${side}`,
        hoverinfo: "skip",
      };
    });
}
