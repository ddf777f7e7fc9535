import type {PlotPayload} from "../../core/payload.js";
import type {ErrorCause} from "../evaluation/errors/errorCause.js";
import type {ErrorCluster} from "../evaluation/errors/errorClusters.js";
import {seriesColours} from "./theme.js";

/** Options for {@link errorClusterFigure}. */
export interface ErrorClusterFigureOptions {
  readonly id?: string;
  readonly caption: string;
  /** What the legend calls each cause, in the order of the bars. */
  readonly causeTitles: Readonly<Record<ErrorCause, string>>;
}

/** Error groups by size, each bar divided by the likely causes of its errors. */
export function errorClusterFigure(
  clusters: readonly ErrorCluster[],
  {id = "clusters", caption, causeTitles}: ErrorClusterFigureOptions,
): PlotPayload {
  const causes = Object.keys(causeTitles) as ErrorCause[];
  const largestLast = [...clusters].reverse();
  const titles = largestLast.map(({title, count}) => `${title}  <b>${count}</b>`);
  return {
    kind: "plot",
    id,
    caption,
    alt: `Bar chart of ${clusters.length} error groups; the largest is ${clusters[0]?.title ?? "none"} with ${clusters[0]?.count ?? 0} errors.`,
    height: 130 + 28 * clusters.length,
    data: causes.flatMap((cause, i) => {
      if (!clusters.some((cluster) => cluster.causes[cause] > 0)) return [];
      return {
        type: "bar",
        orientation: "h",
        name: causeTitles[cause],
        y: titles,
        x: largestLast.map((cluster) => cluster.causes[cause]),
        marker: {color: seriesColours[i % seriesColours.length]},
        hovertemplate: `%{y}: %{x}, ${causeTitles[cause]}<extra></extra>`,
      };
    }),
    layout: {
      barmode: "stack",
      xaxis: {title: {text: "errors"}},
      yaxis: {automargin: true, categoryorder: "array", categoryarray: titles},
      legend: {orientation: "h", y: 1.1, traceorder: "normal"},
    },
  };
}
