import type {PlotPayload, PlotTrace} from "../../core/payload.js";
import type {SliceResult} from "../evaluation/slices/evaluateSlices.js";
import {errorBars} from "./errorBars.js";
import {seriesColours} from "./theme.js";

/** Options for {@link sliceFigure}. */
export interface SliceFigureOptions {
  /** Accuracy over all rows, in [0, 1]: the dotted line. */
  readonly accuracy: number;
  readonly caption: string;
  /** Defaults to `slices`. */
  readonly id?: string;
}

/**
 * Accuracy of each slice with its interval, grouped by kind; beside it, as a hollow diamond, what its mix of classes lets one expect. Small
 * slices are hollow and named so; empty ones have no dot.
 */
export function sliceFigure(
  results: readonly SliceResult[],
  {accuracy, caption, id = "slices"}: SliceFigureOptions,
): PlotPayload {
  const kinds = [...new Set(results.map(({kind}) => kind))];
  const lines = kinds.flatMap((kind) => [
    {label: `<b>${kind}</b>`, result: undefined},
    ...results.filter((result) => result.kind === kind).map((result) => ({label: labelOf(result), result})),
  ]);
  const placed = lines.flatMap(({result}, y) => (result && result.count > 0 ? [{result, y}] : []));
  // The interval of a small slice may run out of the figure; its dot may not.
  const lows = placed.map(({result}) => (result.small ? result.accuracy.value : result.accuracy.low));
  const sorted = [...placed].sort((a, b) => a.result.accuracy.value - b.result.accuracy.value);
  const [worst, best] = [sorted[0]?.result, sorted.at(-1)?.result];
  return {
    kind: "plot",
    id,
    caption,
    alt: `Forest plot of accuracy in ${placed.length} slices by ${kinds.join(", ")}.${worst && best ? ` Lowest: ${worst.name} (${worst.kind}), ${percent(worst.accuracy.value)}; highest: ${best.name} (${best.kind}), ${percent(best.accuracy.value)}.` : ""}`,
    height: 90 + 21 * lines.length,
    data: [
      {
        type: "scatter",
        mode: "lines",
        x: [accuracy, accuracy],
        y: [-0.5, lines.length - 0.5],
        line: {color: "#888888", dash: "dot", width: 1.2},
        hoverinfo: "skip",
        showlegend: false,
      },
      expectedTrace(placed),
      ...[false, true].flatMap((small) => {
        const own = placed.filter(({result}) => result.small === small);
        return own.length > 0 ? [sliceTrace(own, small)] : [];
      }),
    ],
    layout: {
      legend: {orientation: "h", y: 1.05},
      xaxis: {title: {text: "accuracy"}, tickformat: ".0%", range: [Math.min(0.9, ...lows) - 0.02, 1.005]},
      yaxis: {
        tickmode: "array",
        tickvals: lines.map((_, y) => y),
        ticktext: lines.map(({label}) => label),
        range: [lines.length - 0.5, -0.7],
        automargin: true,
        showgrid: false,
        zeroline: false,
      },
    },
  };
}

interface Placed {
  readonly result: SliceResult;
  readonly y: number;
}

function sliceTrace(placed: readonly Placed[], small: boolean): PlotTrace {
  const color = seriesColours[0];
  const intervals = placed.map(({result}) => result.accuracy);
  return {
    type: "scatter",
    mode: "markers",
    name: small ? "accuracy, small slice" : "accuracy",
    x: intervals.map(({value}) => value),
    y: placed.map(({y}) => y),
    error_x: errorBars(intervals, {color, thickness: 1.4, width: 3}),
    marker: {color, size: 8, symbol: small ? "circle-open" : "circle"},
    text: placed.map(({result}) => `${result.name}, ${result.count.toLocaleString("en-US")} pictures`),
    hovertemplate: "%{text}<br>right %{x:.1%}<extra></extra>",
  };
}

function expectedTrace(placed: readonly Placed[]): PlotTrace {
  const known = placed.filter(({result}) => result.sameClasses !== undefined);
  return {
    type: "scatter",
    mode: "markers",
    name: "expected of its classes",
    x: known.map(({result}) => result.sameClasses!.expected),
    y: known.map(({y}) => y),
    marker: {color: seriesColours[1], size: 9, symbol: "diamond-open", line: {color: seriesColours[1], width: 1.5}},
    text: known.map(({result}) => result.name),
    hovertemplate: "%{text}<br>expected of its classes %{x:.1%}<extra></extra>",
    showlegend: known.length > 0,
  };
}

function labelOf({name, count, small}: SliceResult): string {
  return `${name} (${count.toLocaleString("en-US")}${small ? ", small" : ""})`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
