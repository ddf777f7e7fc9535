import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import type {PolicyCost} from "../evaluation/routing/comparePolicies.js";
import type {CostPoint} from "../evaluation/routing/routingCost.js";
import {errorBars} from "./errorBars.js";
import {seriesColours} from "./theme.js";
import {thinned} from "./thinned.js";

/** Options for {@link routingCostFigure}. */
export interface RoutingCostFigureOptions {
  /** The rules that were tried, as dots with intervals and names. */
  readonly policies: readonly PolicyCost[];
  /** The curve of the pictures that chose the threshold, dashed. */
  readonly chosenOn: readonly CostPoint[];
  /** Such as "EUR". */
  readonly currency: string;
  readonly caption: string;
  /** Defaults to `routing-cost`. */
  readonly id?: string;
}

/**
 * Expected cost against the share of pictures that a falling or rising threshold sends to a person: from nobody (all automatic) on the
 * left to everything (all manual) on the right.
 */
export function routingCostFigure(
  curve: readonly CostPoint[],
  {policies, chosenOn, currency, caption, id = "routing-cost"}: RoutingCostFigureOptions,
): PlotPayload {
  const described = policies.map(({name, cost}) => `${name} ${cost.value.toFixed(0)} ${currency}`);
  const sorted = [...policies].sort((a, b) => a.reviews - b.reviews);
  const most = Math.max(...sorted.map(({cost}) => cost.high), ...curve.map(({cost}) => cost));
  return {
    kind: "plot",
    id,
    caption,
    alt: `Line chart of expected cost against the share of pictures that a person sees. ${described.join("; ")}.`,
    height: 400,
    data: [
      curveTrace(chosenOn, {name: "validation pictures", dash: "dot", color: "#888888"}),
      curveTrace(curve, {name: "test pictures", dash: "solid", color: seriesColours[0]!}),
      ...sorted.map((policy) => policyTrace(policy, currency)),
    ],
    layout: {
      legend: {orientation: "h", y: 1.1},
      annotations: labelsOf(sorted, most),
      xaxis: {title: {text: "share of pictures that a person sees"}, tickformat: ".0%", range: [-0.02, 1.04]},
      yaxis: {title: {text: `${currency} for 1,000 pictures`}, automargin: true, range: [0, 1.08 * most]},
    },
  };
}

function curveTrace(
  curve: readonly CostPoint[],
  {name, dash, color}: {readonly name: string; readonly dash: string; readonly color: string},
): PlotTrace {
  const points = thinned(curve, ({coverage}) => coverage);
  return {
    type: "scatter",
    mode: "lines",
    name,
    x: points.map(({coverage}) => 1 - coverage),
    y: points.map(({cost}) => cost),
    text: points.map(({threshold}) => (Number.isFinite(threshold) ? threshold.toFixed(3) : "above 1")),
    line: {color, width: dash === "solid" ? 2 : 1.4, dash},
    hovertemplate: `${name}, threshold %{text}<br>%{x:.1%} seen by a person: %{y:.0f}<extra></extra>`,
  };
}

/** Names stand above their dots, where a curve that falls first leaves room; of dots close together, the ones on the left stand higher. */
function labelsOf(sorted: readonly PolicyCost[], most: number): Readonly<Record<string, unknown>>[] {
  let level = 0;
  const levels = sorted.map(() => 0);
  for (let i = sorted.length - 2; i >= 0; i--) {
    const [own, next] = [sorted[i]!, sorted[i + 1]!];
    const close = next.reviews - own.reviews < 120 && Math.abs(next.cost.value - own.cost.value) < most / 8;
    level = close ? level + 1 : 0;
    levels[i] = level;
  }
  return sorted.map(({name, reviews, cost}, i) => ({
    x: reviews / 1000,
    y: cost.value,
    text: `${name}: ${cost.value.toFixed(0)}`,
    ax: reviews > 600 ? -14 : 14,
    ay: -42 - 22 * levels[i]!,
    xanchor: reviews > 600 ? "right" : "left",
    showarrow: true,
    arrowhead: 0,
    arrowwidth: 0.8,
    arrowcolor: "#888888",
    standoff: 6,
  }));
}

function policyTrace({name, reviews, cost}: PolicyCost, currency: string): PlotTrace {
  const color = seriesColours[1];
  return {
    type: "scatter",
    mode: "markers",
    name,
    showlegend: false,
    x: [reviews / 1000],
    y: [cost.value],
    error_y: errorBars([cost], {color, thickness: 1.6, width: 5}),
    marker: {color, size: 9, symbol: "circle"},
    hovertemplate: `${name}<br>%{x:.1%} seen by a person: %{y:.0f} ${currency}<extra></extra>`,
    cliponaxis: false,
  };
}
