import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import type {RoutedShare} from "../evaluation/routing/atThreshold.js";
import type {CoveragePoint} from "../evaluation/routing/coverageCurve.js";
import {errorBars} from "./errorBars.js";
import {seriesColours} from "./theme.js";
import {thinned} from "./thinned.js";

/** A threshold that was chosen, and what it does. */
export interface RoutedMark {
  /** Stands beside the dot. */
  readonly name: string;
  readonly share: RoutedShare;
}

/** Options for {@link riskCoverageFigure}. */
export interface RiskCoverageFigureOptions {
  readonly marks: readonly RoutedMark[];
  readonly caption: string;
  /** Defaults to `risk-coverage`. */
  readonly id?: string;
}

/** Error rate of the answers given against the share of pictures answered, with thresholds as labelled dots and their intervals. */
export function riskCoverageFigure(
  curve: readonly CoveragePoint[],
  {marks, caption, id = "risk-coverage"}: RiskCoverageFigureOptions,
): PlotPayload {
  const shown = marks.filter(({share}) => share.answered > 0);
  const least = Math.min(0.6, ...shown.map(({share}) => share.coverage.value - 0.05));
  const points = thinned(
    curve.filter(({coverage}) => coverage >= least),
    ({coverage}) => coverage,
  );
  const described = shown.map(
    ({name, share}) => `${name}: ${percent(share.risk.value)} wrong of ${percent(share.coverage.value)} answered`,
  );
  return {
    kind: "plot",
    id,
    caption,
    alt: `Line chart: share of wrong answers against share of pictures answered, rising to ${percent(curve.at(-1)?.risk ?? 0)} where all are. ${described.join("; ")}.`,
    height: 380,
    data: [
      {
        type: "scatter",
        mode: "lines",
        x: points.map(({coverage}) => coverage),
        y: points.map(({risk}) => risk),
        customdata: points.map(({threshold}) => threshold),
        line: {color: seriesColours[0], width: 2},
        hovertemplate: "threshold %{customdata:.3f}<br>answered %{x:.1%}<br>wrong of these %{y:.2%}<extra></extra>",
      },
      ...shown.map(markTrace),
    ],
    layout: {
      showlegend: false,
      xaxis: {title: {text: "share of pictures that the model answers"}, tickformat: ".0%", range: [least, 1.01]},
      yaxis: {
        title: {text: "wrong among these answers"},
        tickformat: ".1%",
        automargin: true,
        rangemode: "tozero",
      },
    },
  };
}

function markTrace({name, share: {coverage, risk}}: RoutedMark): PlotTrace {
  const color = seriesColours[1];
  return {
    type: "scatter",
    mode: "markers+text",
    name,
    x: [coverage.value],
    y: [risk.value],
    error_y: errorBars([risk], {color, thickness: 1.6, width: 5}),
    // The curve rises to the right: above and to the left of a dot, there is room.
    text: [`${name}  `],
    textposition: "top left",
    marker: {color, size: 10, symbol: "circle"},
    hovertemplate: `${name}<br>answered %{x:.1%}<br>wrong of these %{y:.2%}<extra></extra>`,
    cliponaxis: false,
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
