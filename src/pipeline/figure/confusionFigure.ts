import type {PlotPayload} from "../../core/payload.js";
import type {Evaluation} from "../evaluation/evaluate.js";
import {sequentialScale} from "./theme.js";

/** Options for {@link confusionFigure}. */
export interface ConfusionFigureOptions {
  readonly id?: string;
  /** Named in the caption. */
  readonly modelName: string;
}

/** Heat map of truth against prediction: share of each true class, with the counts written in. */
export function confusionFigure(
  {confusion, perClass, count}: Evaluation,
  {id = "confusion", modelName}: ConfusionFigureOptions,
): PlotPayload {
  const names = perClass.map(({name}) => name);
  const shares = confusion.map((row) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    return row.map((n) => (total > 0 ? n / total : 0));
  });
  const worst = largestOffDiagonal(confusion);
  return {
    kind: "plot",
    id,
    caption: `What the ${modelName} took for what, on ${count.toLocaleString("en-US")} test pictures. Rows are truth and add up to 100 %. The commonest slip: ${worst.count} times ${names[worst.truth]} was called ${names[worst.prediction]}.`,
    alt: `Confusion matrix of ${names.length} classes; the diagonal holds ${percent(diagonal(confusion) / count)} of the pictures.`,
    height: 520,
    data: [
      {
        type: "heatmap",
        x: names,
        y: names,
        z: shares,
        zmin: 0,
        zmax: 1,
        text: confusion.map((row) => row.map((n) => (n === 0 ? "" : String(n)))),
        texttemplate: "%{text}",
        hovertemplate: "truth %{y}<br>prediction %{x}<br>%{text} pictures, %{z:.1%}<extra></extra>",
        colorscale: sequentialScale,
        showscale: false,
        xgap: 1,
        ygap: 1,
      },
    ],
    layout: {
      xaxis: {title: {text: "prediction"}, tickangle: -40, automargin: true, constrain: "domain"},
      yaxis: {title: {text: "truth"}, autorange: "reversed", automargin: true},
    },
  };
}

function largestOffDiagonal(confusion: readonly (readonly number[])[]): {
  truth: number;
  prediction: number;
  count: number;
} {
  let worst = {truth: 0, prediction: 0, count: -1};
  confusion.forEach((row, truth) => {
    row.forEach((count, prediction) => {
      if (truth !== prediction && count > worst.count) worst = {truth, prediction, count};
    });
  });
  return worst;
}

function diagonal(confusion: readonly (readonly number[])[]): number {
  return confusion.reduce((sum, row, i) => sum + row[i]!, 0);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
