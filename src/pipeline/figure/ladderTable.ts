import {capital} from "../../core/capital.js";
import type {TablePayload} from "../../core/payload.js";
import type {LadderGroup} from "../study/ladderGroups.js";
import {table} from "./table.js";
import {trainedWhere} from "./trainedWhere.js";

/** What the models of the ladder reached on the test set, each over its seeds. */
export function ladderTable(
  groups: readonly LadderGroup[],
  {id = "ladder"}: {readonly id?: string} = {},
): TablePayload {
  const rows = groups.map(({title, budget, seeds, accuracy, overSeeds, macroF1, flipped}) => ({
    title: capital(title),
    epochs: budget.epochs,
    seeds: seeds.length,
    accuracy,
    deviation: overSeeds.deviation === null ? null : 100 * overSeeds.deviation,
    flipped,
    macroF1,
  }));
  const counts = [...new Set(groups.map(({count}) => count.toLocaleString("en-US")))].join(" or ");
  const asked = groups.length === 0 ? "" : ` on ${counts} test pictures`;
  return table(rows, {
    id,
    caption: `The models of the ladder${asked}: mean accuracy over the seeds, with an interval for other seeds and other pictures together, its standard deviation from seed to seed in percentage points, the same averaged over each picture and its mirror image, and mean macro F1. ${trainedWhere(groups.flatMap((group) => group.rows))}`,
    columns: {
      title: {name: "Model"},
      epochs: {name: "Epochs", format: "integer"},
      seeds: {name: "Seeds", format: "integer"},
      accuracy: {name: "Accuracy", format: "percent(1)"},
      deviation: {name: "Deviation, points", format: "fixed(2)"},
      flipped: {name: "With mirror image", format: "percent(1)"},
      macroF1: {name: "Macro F1", format: "percent(1)"},
    },
  });
}

/** What the models of the ladder cost. */
export function ladderCostTable(
  groups: readonly LadderGroup[],
  {id = "ladder-cost"}: {readonly id?: string} = {},
): TablePayload {
  const rows = groups.map(({title, budget, parameters, flops, bytes, seconds}) => ({
    title: capital(title),
    epochs: budget.epochs,
    parameters,
    flops,
    bytes,
    cpu: seconds ? seconds.cpu : null,
    wall: seconds ? seconds.wall : null,
  }));
  return table(rows, {
    id,
    caption: `What the models cost: floating-point operations are those of one picture, times the mean over seeds, of all processors together and by the clock, on a machine that did other work, too. ${trainedWhere(groups.flatMap((group) => group.rows))}`,
    columns: {
      title: {name: "Model"},
      epochs: {name: "Epochs", format: "integer"},
      parameters: {name: "Parameters", format: "integer"},
      flops: {name: "FLOPs", format: "si(1)"},
      bytes: {name: "Size", format: "bytes"},
      cpu: {name: "Processor time", format: "duration"},
      wall: {name: "Time", format: "duration"},
    },
  });
}

/** The command that makes a row of the ladder again. */
export function ladderCommandTable(
  groups: readonly LadderGroup[],
  {id = "ladder-commands"}: {readonly id?: string} = {},
): TablePayload {
  const rows = groups.map(({title, budget, seeds, command}) => ({
    title: capital(title),
    epochs: budget.epochs,
    seeds: seeds.join(", "),
    command,
  }));
  return table(rows, {
    id,
    caption:
      "How each model is made again: the command trains it from its first seed and tests it; other seeds likewise.",
    columns: {
      title: {name: "Model"},
      epochs: {name: "Epochs", format: "integer"},
      seeds: {name: "Seeds"},
      command: {name: "Command"},
    },
  });
}
