import type {PlotPayload, PlotTrace} from "../../../core/payload.js";
import type {Gains} from "../../evaluation/metrics/gains.js";
import {errorBars} from "../errorBars.js";
import {seriesColours} from "../theme.js";
import {thinned} from "../thinned.js";
import {type DirectLabel, directLabels} from "./directLabels.js";

/** One model's errors, found by looking through its least sure answers first. */
export interface ErrorGains {
  readonly name: string;
  readonly gains: Gains;
}

/** Share of all errors found against share of answers looked through, the least sure first; on the dashed line, doubt would tell nothing. */
export function errorGainFigure(
  series: readonly ErrorGains[],
  {id = "error-gain", caption}: {readonly id?: string; readonly caption: string},
): PlotPayload {
  return {
    kind: "plot",
    id,
    caption,
    alt: `Cumulative gain chart. ${series.map(describe).join("; ")}.`,
    height: 380,
    data: [
      {
        type: "scatter",
        mode: "lines",
        x: [0, 1],
        y: [0, 1],
        line: {color: "#888888", dash: "dash", width: 1.2},
        hoverinfo: "skip",
      },
      ...series.flatMap(tracesOf),
      ...directLabels(series.flatMap(labelOf), {x: 0.33, side: "right", top: 0.24, step: 0.09}),
    ],
    layout: {
      showlegend: false,
      xaxis: {
        title: {text: "answers looked through, least sure first"},
        tickformat: ".0%",
        range: [0, 0.5],
      },
      yaxis: {title: {text: "errors found"}, tickformat: ".0%", range: [0, 1.03], automargin: true},
    },
  };
}

/** Name of the model at its last dot. */
function labelOf({name, gains: {at}}: ErrorGains, i: number): DirectLabel[] {
  return at.slice(-1).map(({seen, found}) => ({text: name, color: colourOf(i), x: seen, y: found.value}));
}

function colourOf(i: number): string {
  return seriesColours[i % seriesColours.length]!;
}

/** The curve, and dots with intervals at the chosen shares. */
function tracesOf({name, gains: {seen, found, at}}: ErrorGains, i: number): PlotTrace[] {
  const color = colourOf(i);
  const points = thinned(
    Array.from(seen, (x, k) => ({x, y: found[k]!})),
    ({x, y}) => x + y,
  );
  const hovertemplate = `${name}<br>%{y:.1%} of its errors in the least sure %{x:.1%}<extra></extra>`;
  return [
    {
      type: "scatter",
      mode: "lines",
      name,
      x: points.map(({x}) => x),
      y: points.map(({y}) => y),
      line: {color, width: 2},
      hovertemplate,
    },
    {
      type: "scatter",
      mode: "markers",
      name,
      x: at.map((each) => each.seen),
      y: at.map((each) => each.found.value),
      error_y: errorBars(
        at.map(({found}) => found),
        {color, thickness: 1.4, width: 4},
      ),
      marker: {color, size: 7},
      hovertemplate,
    },
  ];
}

function describe({name, gains: {at}}: ErrorGains): string {
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  return `${name}: ${at.map(({seen, found}) => `${percent(found.value)} of its errors in the least sure ${percent(seen)}`).join(", ")}`;
}
