import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import {mean} from "../../core/statistics.js";
import {seriesColours} from "./theme.js";

/** How one way of answering fares as the noise rises. */
export interface NoiseSeries {
  readonly name: string;
  /** One for each noise and seed, or one for each noise where no chance is in it. */
  readonly points: readonly {readonly noise: number; readonly accuracy: number}[];
  /** A rule that is known rather than measured is dashed; defaults to false. */
  readonly known?: boolean;
}

/** Accuracy against noise: a line through the means, a dot for each seed. */
export function accuracyByNoiseFigure(
  series: readonly NoiseSeries[],
  {id = "noise", caption}: {readonly id?: string; readonly caption: string},
): PlotPayload {
  return {
    kind: "plot",
    id,
    caption,
    alt: `Line chart of accuracy against noise. ${series.map(describe).join("; ")}.`,
    height: 360,
    data: series.flatMap(tracesOf),
    layout: {
      xaxis: {title: {text: "noise (standard deviation; the moons' radius is 1)"}},
      yaxis: {title: {text: "accuracy on test points"}, tickformat: ".0%", automargin: true},
      legend: {orientation: "h", y: 1.12},
    },
  };
}

function tracesOf({name, points, known = false}: NoiseSeries, i: number): PlotTrace[] {
  const means = meansOf(points);
  const colour = known ? "#222222" : seriesColours[i % seriesColours.length];
  const line: PlotTrace = {
    type: "scatter",
    mode: "lines",
    name,
    x: means.map(({noise}) => noise),
    y: means.map(({accuracy}) => accuracy),
    line: {color: colour, dash: known ? "dash" : "solid", width: 2},
    legendgroup: name,
    hovertemplate: `${name}<br>noise %{x}: %{y:.2%}<extra></extra>`,
  };
  const dots: PlotTrace = {
    type: "scatter",
    mode: "markers",
    name,
    x: points.map(({noise}) => noise),
    y: points.map(({accuracy}) => accuracy),
    marker: {color: colour, size: 6, opacity: 0.7},
    legendgroup: name,
    showlegend: false,
    hovertemplate: `${name}, one seed<br>noise %{x}: %{y:.2%}<extra></extra>`,
  };
  return known ? [line] : [line, dots];
}

function meansOf(points: NoiseSeries["points"]): {noise: number; accuracy: number}[] {
  const noises = [...new Set(points.map(({noise}) => noise))].sort((a, b) => a - b);
  return noises.map((noise) => ({
    noise,
    accuracy: mean(points.filter((point) => point.noise === noise).map(({accuracy}) => accuracy)),
  }));
}

function describe({name, points}: NoiseSeries): string {
  const means = meansOf(points);
  const [first, last] = [means[0]!, means.at(-1)!];
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return `${name}: ${percent(first.accuracy)} at noise ${first.noise}, ${percent(last.accuracy)} at ${last.noise}`;
}
