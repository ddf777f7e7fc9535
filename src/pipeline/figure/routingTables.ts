import type {TablePayload} from "../../core/payload.js";
import type {RoutedShare} from "../evaluation/routing/atThreshold.js";
import type {PolicyCost} from "../evaluation/routing/comparePolicies.js";
import {table} from "./table.js";

/** A wanted error rate, the threshold chosen for it, and what came of it elsewhere. */
export interface WantedRate {
  /** In (0, 1). */
  readonly wanted: number;
  readonly share: RoutedShare;
}

/** Wanted error rates against what the thresholds that were chosen for them do. */
export function wantedRateTable(
  rates: readonly WantedRate[],
  {id = "wanted-rates", caption}: {readonly id?: string; readonly caption: string},
): TablePayload {
  const rows = rates.map(({wanted, share}) => ({
    wanted,
    threshold: shownThreshold(share.threshold),
    coverage: share.coverage,
    risk: share.answered === 0 ? null : share.risk,
    verdict: verdictOn(wanted, share),
  }));
  return table(rows, {
    id,
    caption,
    columns: {
      wanted: {name: "Wanted: wrong at most", format: "percent(1)"},
      threshold: {name: "Threshold", align: "right"},
      coverage: {name: "Answered", format: "percent(1)"},
      risk: {name: "Wrong of these", format: "percent(2)"},
      verdict: {name: "Met?"},
    },
  });
}

/** What each rule costs, and what of it is the person's work. */
export function policyTable(
  policies: readonly PolicyCost[],
  {id = "policies", caption, currency}: {readonly id?: string; readonly caption: string; readonly currency: string},
): TablePayload {
  const rows = policies.map(({name, threshold, cost, difference, reviews, errors}, i) => ({
    name,
    threshold: shownThreshold(threshold),
    reviews,
    errors,
    cost,
    difference: i === 0 ? null : difference,
  }));
  return table(rows, {
    id,
    caption,
    columns: {
      name: {name: "Rule"},
      threshold: {name: "Threshold", align: "right"},
      reviews: {name: "Reviews", format: "integer"},
      errors: {name: "Errors left", format: "fixed(1)"},
      cost: {name: currency, format: "integer"},
      difference: {name: `Against ${policies[0]?.name ?? "the first"}`, format: "integer"},
    },
  });
}

function shownThreshold(threshold: number): string {
  if (threshold <= 0) return "none";
  return threshold <= 1 ? threshold.toFixed(3) : "above 1";
}

function verdictOn(wanted: number, {answered, risk}: RoutedShare): string {
  if (answered === 0) return "nothing answered";
  if (risk.high <= wanted) return "yes";
  if (risk.low > wanted) return "no";
  return risk.value <= wanted ? "yes, within chance" : "no, within chance";
}
