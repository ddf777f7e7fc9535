import type {Interval, TablePayload} from "../../core/payload.js";

/** One model in the comparison. */
export interface ComparedModel {
  readonly name: string;
  readonly parameterCount: number;
  readonly accuracy: Interval;
  readonly macroF1: Interval;
}

/** Models side by side. */
export function comparisonTable(
  models: readonly ComparedModel[],
  {id = "comparison", caption}: {readonly id?: string; readonly caption: string},
): TablePayload {
  return {
    kind: "table",
    id,
    caption,
    columns: [
      {name: "Model"},
      {name: "Parameters", format: "integer"},
      {name: "Accuracy", format: "percent(1)"},
      {name: "Macro F1", format: "percent(1)"},
    ],
    rows: models.map(({name, parameterCount, accuracy, macroF1}) => [name, parameterCount, accuracy, macroF1]),
  };
}
