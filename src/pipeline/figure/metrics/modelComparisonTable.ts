import type {Interval, TablePayload} from "../../../core/payload.js";
import type {ModelComparison} from "../../evaluation/compareAll.js";
import {table} from "../table.js";
import {shownP} from "./shownP.js";

/** Each model against each other: rows that only one got right, difference in accuracy, p-values before and after correction. */
export function modelComparisonTable(
  comparisons: readonly ModelComparison[],
  {id = "model-comparison"}: {readonly id?: string} = {},
): TablePayload {
  const count = comparisons[0]?.count ?? 0;
  const rows = comparisons.map(({first, second, onlyFirst, onlySecond, difference, pValue, adjusted}) => ({
    pair: `${first} and ${second}`,
    onlyFirst,
    onlySecond,
    difference: inPoints(difference),
    pValue: shownP(pValue),
    adjusted: shownP(adjusted),
  }));
  return table(rows, {
    id,
    caption: `Each model against each other on the same ${count.toLocaleString("en-US")} pictures: pictures that only one of the two got right; first minus second, in percentage points of accuracy, by the paired bootstrap; McNemar's mid-p, and the same by Holm's correction for ${comparisons.length} ${comparisons.length === 1 ? "comparison" : "comparisons"}.`,
    columns: {
      pair: {name: "First and second"},
      onlyFirst: {name: "Only the first", format: "integer"},
      onlySecond: {name: "Only the second", format: "integer"},
      difference: {name: "Difference, points", format: "fixed(1)"},
      pValue: {name: "p", align: "right"},
      adjusted: {name: "p by Holm", align: "right"},
    },
  });
}

function inPoints({value, low, high, level}: Interval): Interval {
  return {value: 100 * value, low: 100 * low, high: 100 * high, level};
}
