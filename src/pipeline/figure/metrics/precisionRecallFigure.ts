import type {Interval, PlotPayload} from "../../../core/payload.js";
import type {PrecisionRecallCurve} from "../../evaluation/metrics/curves.js";
import {type ClassCurve, curveTraces, labelAt, lowest} from "./classCurves.js";
import {directLabels} from "./directLabels.js";
import {type CurveFigureOptions, rest, said} from "./rocFigure.js";

/** One class against all others. */
export interface PrecisionRecallOfClass {
  readonly name: string;
  readonly curve: PrecisionRecallCurve;
  /** Average precision. */
  readonly area: Interval;
}

/** Precision against recall of each class, where both are above a half. */
export function precisionRecallFigure(
  classes: readonly PrecisionRecallOfClass[],
  {modelName, count, macro, micro, id = "precision-recall", labelled = 5}: CurveFigureOptions,
): PlotPayload {
  const curves = classes.map(
    ({name, curve, area}): ClassCurve => ({name, area: area.value, xs: curve.recall, ys: curve.precision}),
  );
  const shown = lowest(curves, labelled);
  const others = curves.filter((curve) => !shown.includes(curve));
  const window = {x: [0.5, 1], y: [0.4, 1]} as const;
  return {
    kind: "plot",
    id,
    caption: `What finding more of a class costs in precision: the ${modelName} on ${count.toLocaleString("en-US")} test pictures, each class against the others. Average precision: macro ${said(macro)}, micro ${said(micro)}. In colour, with theirs, the ${shown.length} classes that pay most, ${shown[0]?.name} first${rest(others)}.`,
    alt: `Precision-recall curves of ${curves.length} classes. Average precision: ${curves.map(({name, area}) => `${name} ${area.toFixed(3)}`).join(", ")}.`,
    height: 400,
    data: [
      ...curveTraces(curves, shown, window),
      ...directLabels(
        shown.map((curve) => labelAt(curve, 0.96, curves)),
        {x: 0.78, side: "left", top: 0.74, step: 0.06},
      ),
    ],
    layout: {
      showlegend: false,
      xaxis: {title: {text: "recall: found of the class"}, tickformat: ".0%", range: [0.5, 1.01]},
      yaxis: {
        title: {text: "precision: right among those called so"},
        tickformat: ".0%",
        range: [0.4, 1.02],
        automargin: true,
      },
    },
  };
}
