import type {PlotPayload} from "../../core/payload.js";
import type {Evaluation} from "../evaluation/evaluate.js";
import {sequentialScale} from "./theme.js";

/** Options for {@link confusionFigure}. */
export interface ConfusionFigureOptions {
  readonly id?: string;
  /** Named in the caption. */
  readonly modelName: string;
  /** Class indices in the order of rows and columns; defaults to that of the indices. */
  readonly order?: readonly number[];
  /**
   * What the cells say: `counts`, or the `shares` of each true class in percent, both coloured by share; or the counts of the `errors`
   * alone, coloured by count, so that rare ones can be told apart. Defaults to `counts`.
   */
  readonly cells?: "counts" | "shares" | "errors";
}

/** Heat map of truth against prediction. */
export function confusionFigure(
  {confusion, perClass, count}: Evaluation,
  {id = "confusion", modelName, order = perClass.map((_, k) => k), cells = "counts"}: ConfusionFigureOptions,
): PlotPayload {
  const names = order.map((k) => perClass[k]!.name);
  const counts = order.map((i) => order.map((j) => confusion[i]![j]!));
  const shares = counts.map((row) => {
    const total = row.reduce((sum, n) => sum + n, 0);
    return row.map((n) => (total > 0 ? n / total : 0));
  });
  const worst = largestOffDiagonal(counts);
  const slip =
    worst.count > 0
      ? `The commonest slip: ${times(worst.count)} ${names[worst.truth]} was called ${names[worst.prediction]}.`
      : "No picture was taken for one of another class.";
  const onlyErrors = cells === "errors";
  const shown = onlyErrors ? counts.map((row, i) => row.map((n, j) => (i === j ? null : n))) : shares;
  return {
    kind: "plot",
    id,
    caption: `What the ${modelName} took for what, on ${count.toLocaleString("en-US")} test pictures. ${rows[cells]} ${slip}`,
    alt: `Confusion matrix of ${names.length} classes; the diagonal holds ${percent(diagonal(counts) / count)} of the pictures.`,
    height: 440,
    data: [
      {
        type: "heatmap",
        x: names,
        y: names,
        z: shown,
        zmin: 0,
        zmax: onlyErrors ? Math.max(1, worst.count) : 1,
        text:
          cells === "shares"
            ? shares.map((row) => row.map(inPercent))
            : shown.map((_, i) => written(counts[i]!, i, onlyErrors)),
        texttemplate: "%{text}",
        customdata: counts.map((row, i) => row.map((n, j) => `${n} pictures, ${percent(shares[i]![j]!)}`)),
        hovertemplate: "truth %{y}<br>prediction %{x}<br>%{customdata}<extra></extra>",
        hoverongaps: false,
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

/** How the captions explain the cells. */
const rows: Readonly<Record<NonNullable<ConfusionFigureOptions["cells"]>, string>> = {
  counts: "Rows are truth and add up to 100 %.",
  shares: "Rows are truth; each cell is the share of its row, in percent.",
  errors: "Rows are truth; cells count the errors, right answers are left out.",
};

function written(row: readonly number[], truth: number, onlyErrors: boolean): string[] {
  return row.map((n, k) => (n === 0 || (onlyErrors && k === truth) ? "" : String(n)));
}

function inPercent(share: number): string {
  const rounded = Math.round(100 * share);
  return share === 0 ? "" : rounded === 0 ? "<1" : String(rounded);
}

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count.toLocaleString("en-US")} times`;
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
