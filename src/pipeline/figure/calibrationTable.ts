import type {TablePayload} from "../../core/payload.js";
import type {CalibrationSeries} from "./calibrationFigure.js";
import {table} from "./table.js";

/** Calibration errors of both kinds of bins, as they come out, as chance alone would have them, and without their bias. */
export function calibrationTable(
  series: readonly CalibrationSeries[],
  {id = "calibration-errors", caption}: {readonly id?: string; readonly caption: string},
): TablePayload {
  const rows = series.flatMap(({name, calibration}) =>
    (["equalWidth", "equalMass"] as const).map((kind) => {
      const {ece, expected, corrected, largestGap} = calibration[kind];
      return {name, bins: kind === "equalWidth" ? "equal width" : "equal mass", ece, expected, corrected, largestGap};
    }),
  );
  return table(rows, {
    id,
    caption,
    columns: {
      name: {name: "Confidence"},
      bins: {name: "Bins"},
      ece: {name: "ECE", format: "percent(1)"},
      expected: {name: "If all were right", format: "percent(1)"},
      corrected: {name: "Without bias", format: "percent(1)"},
      largestGap: {name: "Largest gap", format: "percent(1)"},
    },
  });
}
