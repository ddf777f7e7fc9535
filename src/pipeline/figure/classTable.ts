import type {Interval, TablePayload} from "../../core/payload.js";
import type {ClassMetrics} from "../evaluation/evaluate.js";

/** A class with its figures; the areas only where they were worked out. */
export type TabledClass = ClassMetrics & {readonly rocArea?: Interval; readonly averagePrecision?: Interval};

/** Precision, recall and F1 of each class, and average precision where all have it, with intervals. */
export function classTable(
  {perClass, count}: {readonly perClass: readonly TabledClass[]; readonly count: number},
  {id = "classes", modelName}: {readonly id?: string; readonly modelName: string},
): TablePayload {
  const withAreas = perClass.every(({averagePrecision}) => averagePrecision !== undefined);
  return {
    kind: "table",
    id,
    caption: `The ${modelName} by class, on ${count.toLocaleString("en-US")} test pictures.`,
    columns: [
      {name: "Class"},
      {name: "Pictures", format: "integer"},
      {name: "Precision", format: "percent(1)"},
      {name: "Recall", format: "percent(1)"},
      {name: "F1", format: "percent(1)"},
      ...(withAreas ? [{name: "Average precision", format: "percent(1)"}] : []),
    ],
    rows: perClass.map(({name, support, precision, recall, f1, averagePrecision}) => [
      name,
      support,
      precision,
      recall,
      f1,
      ...(withAreas ? [averagePrecision!] : []),
    ]),
  };
}
