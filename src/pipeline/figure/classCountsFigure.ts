import type {PlotPayload} from "../../core/payload.js";
import type {ClassCount} from "../explore/classCounts.js";
import {seriesColours} from "./theme.js";

/** Pictures of each class, one bar a split. */
export function classCountsFigure(
  counts: readonly ClassCount[],
  {id = "counts"}: {readonly id?: string} = {},
): PlotPayload {
  const splits = [...new Set(counts.map(({split}) => split))];
  const totals = splits.map((split) => {
    const own = counts.filter((count) => count.split === split).map(({count}) => count);
    const [least, most] = [Math.min(...own), Math.max(...own)].map((n) => n.toLocaleString("en-US"));
    return `${split}: ${least === most ? `${least} of each class` : `${least} to ${most} a class`}`;
  });
  return {
    kind: "plot",
    id,
    caption: `Pictures of each class (${totals.join("; ")}).`,
    alt: `Bar chart of the class counts; ${totals.join("; ")}.`,
    height: 330,
    data: splits.map((split, i) => {
      const own = counts.filter((count) => count.split === split);
      return {
        type: "bar",
        name: split,
        x: own.map(({className}) => className),
        y: own.map(({count}) => count),
        marker: {color: seriesColours[i % seriesColours.length]},
        hovertemplate: `%{x}: %{y:,} pictures to ${split}<extra></extra>`,
      };
    }),
    layout: {
      barmode: "group",
      xaxis: {tickangle: -35, automargin: true},
      yaxis: {title: {text: "pictures"}, tickformat: ",", automargin: true},
      legend: {orientation: "h", y: 1.12},
    },
  };
}
