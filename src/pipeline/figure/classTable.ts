import type {TablePayload} from "../../core/payload.js";
import type {Evaluation} from "../evaluation/evaluate.js";

/** Precision, recall and F1 of each class, with intervals. */
export function classTable(
  {perClass, count}: Evaluation,
  {id = "classes", modelName}: {readonly id?: string; readonly modelName: string},
): TablePayload {
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
    ],
    rows: perClass.map(({name, support, precision, recall, f1}) => [name, support, precision, recall, f1]),
  };
}
