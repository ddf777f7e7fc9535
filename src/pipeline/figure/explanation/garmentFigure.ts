import type {PlotPayload} from "../../../core/payload.js";
import type {ClassGarmentScore} from "../../explanation/garment/garmentScores.js";
import {classColours} from "../theme.js";
import {dotRows} from "./dotRows.js";

/** Share of a map's weight on the garment, class by class, beside what a map that points everywhere alike would have there. */
export function garmentFigure(
  classes: readonly ClassGarmentScore[],
  {caption, id = "garment-share"}: {readonly caption: string; readonly id?: string},
): PlotPayload {
  const say = ({className, onGarment, covered}: ClassGarmentScore): string =>
    `${className} ${percent(onGarment.value)} of an expected ${percent(covered)}`;
  return dotRows(
    classes.map(({className, classIndex, count, onGarment, covered}) => ({
      label: `${className} (${count})`,
      color: classColours[classIndex % classColours.length]!,
      filled: onGarment,
      hollow: covered,
    })),
    {
      id,
      caption,
      alt: `One line a class: ${classes.map(say).join("; ")}.`,
      filled: "the network's map",
      hollow: "a map that points everywhere alike",
      axis: "share of the map on the garment",
      range: [0, 1.02],
      format: ".0%",
    },
  );
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}
