import type {Interval, PlotPayload} from "../../../core/payload.js";
import type {RocCurve} from "../../evaluation/metrics/curves.js";
import {type ClassCurve, curveTraces, labelAt, lowest} from "./classCurves.js";
import {directLabels} from "./directLabels.js";

/** One class against all others. */
export interface RocOfClass {
  readonly name: string;
  readonly curve: RocCurve;
  readonly area: Interval;
}

/** Options for the figures of curves. */
export interface CurveFigureOptions {
  /** Named in the caption. */
  readonly modelName: string;
  /** Pictures asked. */
  readonly count: number;
  /** Mean of the classes' areas, and the area over all pairs of a picture and a class. */
  readonly macro: Interval;
  readonly micro: Interval;
  readonly id?: string;
  /** Classes in colour and with a label, those with the lowest areas; defaults to 5. */
  readonly labelled?: number;
}

/** ROC curves of each class against the others, with a logarithmic axis for the false alarms: on a plain one, all good curves are a corner. */
export function rocFigure(
  classes: readonly RocOfClass[],
  {modelName, count, macro, micro, id = "roc", labelled = 5}: CurveFigureOptions,
): PlotPayload {
  const curves = classes.map(
    ({name, curve, area}): ClassCurve => ({
      name,
      area: area.value,
      xs: curve.falsePositiveRate,
      ys: curve.truePositiveRate,
    }),
  );
  const shown = lowest(curves, labelled);
  const others = curves.filter((curve) => !shown.includes(curve));
  const window = {x: [-3.3, 0], y: [0, 1], log: true} as const;
  return {
    kind: "plot",
    id,
    caption: `How many of a class are found (upwards) at the price of how many false alarms among all others (to the right, logarithmic): the ${modelName} on ${count.toLocaleString("en-US")} test pictures, by the probability of the class. Area under the curve: macro ${said(macro)}, micro ${said(micro)}. In colour, with their areas, the ${shown.length} classes hardest to tell from the rest, ${shown[0]?.name} first${rest(others)}.`,
    alt: `ROC curves of ${curves.length} classes. Areas: ${curves.map(({name, area}) => `${name} ${area.toFixed(3)}`).join(", ")}.`,
    height: 400,
    data: [
      ...curveTraces(curves, shown, window),
      ...directLabels(
        shown.map((curve) => labelAt(curve, 0.01, curves)),
        {x: 0.04, side: "right", top: 0.58, step: 0.1},
      ),
    ],
    layout: {
      showlegend: false,
      xaxis: {
        type: "log",
        title: {text: "others that raise a false alarm"},
        range: [...window.x],
        tickvals: [0.001, 0.01, 0.1, 1],
        ticktext: ["0.1 %", "1 %", "10 %", "100 %"],
      },
      yaxis: {title: {text: "found of the class"}, tickformat: ".0%", range: [0, 1.02], automargin: true},
    },
  };
}

/** An area with its interval. */
export function said({value, low, high}: Interval): string {
  return `${value.toFixed(4)} (${low.toFixed(4)} to ${high.toFixed(4)})`;
}

/** What is said of the curves in grey. */
export function rest(others: readonly ClassCurve[]): string {
  if (others.length === 0) return "";
  const least = Math.min(...others.map(({area}) => area));
  return `; the other ${others.length}, in grey, have at least ${(Math.floor(1000 * least) / 1000).toFixed(3)}`;
}
