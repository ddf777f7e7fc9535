import type {Json} from "../spec/read.js";
import {numberAt, titleAt} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import type {Box} from "../text/block.js";
import {blockMarkup, setText} from "../text/block.js";
import type {Legend} from "./legend.js";
import {setLegend} from "./legend.js";
import type {Plot} from "./references.js";
import type {Sizes} from "./sizes.js";

/** Title and legend, with the room that they take at the figure's edges, in pixels. */
export interface Head {
  readonly top: number;
  readonly bottom: number;
  readonly right: number;
  readonly draw: (plot: Plot, bounds: Box) => string;
}

export function setHead(
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
      const side = corner.xAnchor === "auto" ? thirdOf(corner.x, ["left", "center", "right"]) : corner.xAnchor;
      const end = corner.yAnchor === "auto" ? thirdOf(corner.y, ["bottom", "middle", "top"]) : corner.yAnchor;
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

/** Plotly's "auto" anchors: which third of the panel a share lies in. */
function thirdOf<T>(share: number, [first, second, third]: readonly [T, T, T]): T {
  return share > 2 / 3 ? third : share > 1 / 3 ? second : first;
}
