import {capital} from "../../../core/capital.js";
import type {Interval, TablePayload} from "../../../core/payload.js";
import type {LadderStep} from "../../study/ladderSteps.js";
import {table} from "../table.js";

/** Everything that was tried and recorded, with what it was worth in accuracy; comparisons are corrected within each kind. */
export function triedTable(
  {ladder, ablation, transfer}: Readonly<Record<"ladder" | "ablation" | "transfer", readonly LadderStep[]>>,
  {id = "tried"}: {readonly id?: string} = {},
): TablePayload {
  const rows = [
    ...ladder.map((step) => rowOf("the ladder", `${capital(step.better.title)} over ${step.worse.title}`, step)),
    ...transfer.map((step) => rowOf("transfer", `${capital(step.better.title)} over ${step.worse.title}`, step)),
    ...ablation.map((step) => rowOf("the recipe", `Complete over ${step.worse.title}`, step)),
  ];
  const counts = [...new Set([...ladder, ...ablation, ...transfer].map(({comparison}) => comparison.count))];
  const asked =
    counts.length > 0 ? ` on ${counts.map((n) => n.toLocaleString("en-US")).join(" or ")} test pictures` : "";
  return table(rows, {
    id,
    caption: `What was tried${asked}, and what it was worth: difference in accuracy, in percentage points, with its interval over seeds and pictures, and the p-value by Holm's correction within the ladder, the transfer and the recipe. Only recorded trainings stand here.`,
    columns: {
      kind: {name: "Part"},
      step: {name: "Step"},
      seeds: {name: "Seeds"},
      epochs: {name: "Epochs"},
      worth: {name: "Worth, points", format: "fixed(2)"},
      adjusted: {name: "p by Holm", format: "fixed(3)"},
    },
  });
}

function rowOf(
  kind: string,
  step: string,
  {comparison: {seeds, difference}, adjusted, better, worse}: LadderStep,
): Record<"kind" | "step" | "seeds" | "epochs", string> & {worth: Interval; adjusted: number} {
  const {value, low, high, level} = difference;
  return {
    kind,
    step,
    seeds: seeds.join(" and "),
    epochs: [...new Set([better.budget.epochs, worse.budget.epochs])].join(" and "),
    worth: {value: 100 * value, low: 100 * low, high: 100 * high, level},
    adjusted,
  };
}
