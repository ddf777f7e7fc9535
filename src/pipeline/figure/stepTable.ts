import {capital} from "../../core/capital.js";
import type {Interval, TablePayload} from "../../core/payload.js";
import type {LadderGroup} from "../study/ladderGroups.js";
import type {LadderStep} from "../study/ladderSteps.js";
import {table} from "./table.js";
import {trainedWhere} from "./trainedWhere.js";

/** What each step up the ladder is worth. */
export function stepTable(steps: readonly LadderStep[], {id = "steps"}: {readonly id?: string} = {}): TablePayload {
  const rows = steps.map(({better, worse, comparison, adjusted}) => ({
    step: `${capital(better.title)} over ${worse.title}`,
    seeds: comparison.seeds.join(" and "),
    difference: inPoints(comparison.difference),
    p: comparison.pValue,
    adjusted,
  }));
  return table(rows, {
    id,
    caption: `Each model against the one before it, picture by picture, over all their seeds: difference in accuracy, in percentage points, with its interval over seeds and pictures, the p-value of the paired bootstrap, and the same by Holm's correction for ${steps.length} ${steps.length === 1 ? "comparison" : "comparisons"}. The tests are this build's, from the recorded answers.`,
    columns: {
      step: {name: "Step"},
      seeds: {name: "Seeds"},
      difference: {name: "Difference, points", format: "fixed(2)"},
      p: {name: "p", format: "fixed(3)"},
      adjusted: {name: "p by Holm", format: "fixed(3)"},
    },
  });
}

/** What each measure of the recipe is worth; of groups that were not compared, only their accuracy. */
export function ablationTable(
  groups: readonly LadderGroup[],
  steps: readonly LadderStep[],
  {id = "ablation"}: {readonly id?: string} = {},
): TablePayload {
  const rows = groups.map(({title, name, seeds, accuracy, flipped}) => {
    const step = steps.find(({worse}) => worse.name === name);
    return {
      title: capital(title),
      seeds: seeds.length,
      accuracy,
      flipped: flipped ? flipped.value : null,
      worth: step ? inPoints(step.comparison.difference) : null,
      adjusted: step?.adjusted ?? null,
    };
  });
  const [first] = groups;
  const epochs = first
    ? ` ${first.budget.epochs} epochs each, on ${first.count.toLocaleString("en-US")} test pictures;`
    : "";
  return table(rows, {
    id,
    caption: `The recipe of the SE-ResNet, complete and without one measure at a time:${epochs} accuracy over the seeds, without and with the mirror image, what the measure is worth in percentage points (complete minus without), and its p-value, paired over seeds and pictures, by Holm's correction. ${trainedWhere(groups.flatMap((group) => group.rows))}`,
    columns: {
      title: {name: "Recipe"},
      seeds: {name: "Seeds", format: "integer"},
      accuracy: {name: "Accuracy", format: "percent(2)"},
      flipped: {name: "With mirror image", format: "percent(2)"},
      worth: {name: "Worth, points", format: "fixed(2)"},
      adjusted: {name: "p by Holm", format: "fixed(3)"},
    },
  });
}

function inPoints({value, low, high, level}: Interval): Interval {
  return {value: 100 * value, low: 100 * low, high: 100 * high, level};
}
