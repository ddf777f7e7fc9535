import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import type {PolicyCost} from "../evaluation/routing/comparePolicies.js";
import type {CostPoint} from "../evaluation/routing/routingCost.js";
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
  const sides = sidesOf(sorted, most);
  return {
    kind: "plot",
    id,
    caption,
    alt: `Line chart of expected cost against the share of pictures that a person sees. ${described.join("; ")}.`,
    height: 400,
    data: [
      curveTrace(chosenOn, {name: "validation pictures", dash: "dot", color: "#888888"}),
      curveTrace(curve, {name: "test pictures", dash: "solid", color: seriesColours[0]!}),
      ...sorted.map((policy, i) => policyTrace(policy, {side: sides[i]!, currency})),
    ],
    layout: {
      legend: {orientation: "h", y: 1.1},
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

/** Labels stand above their dots, where a curve that falls first leaves room; of two dots close together, the second's stands below. */
function sidesOf(sorted: readonly PolicyCost[], most: number): ("top" | "bottom")[] {
  const sides: ("top" | "bottom")[] = [];
  sorted.forEach(({reviews, cost}, i) => {
    const before = sorted[i - 1];
    const close =
      before !== undefined && reviews - before.reviews < 300 && Math.abs(cost.value - before.cost.value) < most / 12;
    sides.push(close && sides[i - 1] === "top" ? "bottom" : "top");
  });
  return sides;
}

function policyTrace(
  {name, reviews, cost}: PolicyCost,
  {side, currency}: {readonly side: "top" | "bottom"; readonly currency: string},
): PlotTrace {
  const color = seriesColours[1];
  const onRight = reviews > 600;
  return {
    type: "scatter",
    mode: "markers+text",
    name,
    showlegend: false,
    x: [reviews / 1000],
    y: [cost.value],
    error_y: {
      type: "data",
      array: [cost.high - cost.value],
      arrayminus: [cost.value - cost.low],
      color,
      thickness: 1.6,
      width: 5,
    },
    text: [onRight ? `${name}: ${cost.value.toFixed(0)}  ` : `  ${name}: ${cost.value.toFixed(0)}`],
    textposition: `${side} ${onRight ? "left" : "right"}`,
    marker: {color, size: 9, symbol: "circle"},
    hovertemplate: `${name}<br>%{x:.1%} seen by a person: %{y:.0f} ${currency}<extra></extra>`,
    cliponaxis: false,
  };
}
