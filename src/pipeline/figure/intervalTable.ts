import {capital} from "../../core/capital.js";
import type {TablePayload} from "../../core/payload.js";
import {wilson} from "../../core/statistics.js";
import type {LadderGroup} from "../study/ladderGroups.js";
import {table} from "./table.js";

/** Three intervals of one accuracy: what each of them lets vary. */
export function intervalTable(
  groups: readonly LadderGroup[],
  {id = "intervals"}: {readonly id?: string} = {},
): TablePayload {
  const rows = groups.map(({title, budget, seeds, rows: [first], count, overSeeds, accuracy}) => ({
    title: capital(title),
    epochs: budget.epochs,
    seeds: seeds.length,
    one: wilson(Math.round(first!.test[0]!.accuracy * count), count),
    seedsAlone: overSeeds.interval,
    both: accuracy,
  }));
  return table(rows, {
    id,
    caption:
      "Three intervals of accuracy on the test set: of the first seed's model for other pictures (Wilson); of the mean over seeds for other seeds, on these pictures (Student's t); of the mean for other seeds and other pictures (bootstrap).",
    columns: {
      title: {name: "Model"},
      epochs: {name: "Epochs", format: "integer"},
      seeds: {name: "Seeds", format: "integer"},
      one: {name: "One model, other pictures", format: "percent(2)"},
      seedsAlone: {name: "Mean, other seeds", format: "percent(2)"},
      both: {name: "Mean, both", format: "percent(2)"},
    },
  });
}
