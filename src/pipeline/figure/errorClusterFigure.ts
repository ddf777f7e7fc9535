import type {PlotPayload} from "../../core/payload.js";
import type {ErrorCluster} from "../evaluation/errorClusters.js";
import {seriesColours} from "./theme.js";

/** Options for {@link errorClusterFigure}. */
export interface ErrorClusterFigureOptions {
  readonly id?: string;
  readonly caption: string;
  /** What the legend calls each cause. */
  readonly causeTitles: Readonly<Record<ErrorCluster["cause"], string>>;
}

/** Error groups by size, coloured by cause. */
export function errorClusterFigure(
  clusters: readonly ErrorCluster[],
  {id = "clusters", caption, causeTitles}: ErrorClusterFigureOptions,
): PlotPayload {
  const causes = [...new Set(clusters.map(({cause}) => cause))];
  const largestLast = [...clusters].reverse();
  return {
    kind: "plot",
    id,
    caption,
    alt: `Bar chart of ${clusters.length} error groups; the largest is ${clusters[0]?.title ?? "none"} with ${clusters[0]?.count ?? 0} errors.`,
    height: 120 + 26 * clusters.length,
    data: causes.map((cause, i) => {
      const own = largestLast.filter((cluster) => cluster.cause === cause);
      return {
        type: "bar",
        orientation: "h",
        name: causeTitles[cause],
        y: own.map(({title}) => title),
        x: own.map(({count}) => count),
        text: own.map(({count}) => String(count)),
        textposition: "outside",
        cliponaxis: false,
        marker: {color: seriesColours[i % seriesColours.length]},
        hovertemplate: "%{y}: %{x} errors<extra></extra>",
      };
    }),
    layout: {
      barmode: "stack",
      xaxis: {title: {text: "errors"}},
      yaxis: {automargin: true, categoryorder: "array", categoryarray: largestLast.map(({title}) => title)},
      legend: {orientation: "h", y: 1.1},
    },
  };
}
