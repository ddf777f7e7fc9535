import type {PlotPayload} from "../../core/payload.js";
import type {ClassResemblance} from "../explore/classResemblance.js";
import {correlationMatrix} from "./correlationMatrix.js";

/** Heat map of the correlations between the classes' mean pictures. */
export function resemblanceFigure(
  {classNames, between, pairs}: ClassResemblance,
  {id = "resemblance"}: {readonly id?: string} = {},
): PlotPayload {
  const [closest] = pairs;
  const pair = `${closest?.first} and ${closest?.second}`;
  return {
    kind: "plot",
    id,
    caption: `Correlation between the mean pictures of the classes. The closest pair: ${pair}, at ${closest?.similarity.toFixed(2)}.`,
    alt: `Matrix of correlations between ${classNames.length} classes; the closest pair is ${pair}.`,
    height: 500,
    ...correlationMatrix(classNames, between, (value) => value.toFixed(2)),
  };
}
