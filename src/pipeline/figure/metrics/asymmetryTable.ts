import type {TablePayload} from "../../../core/payload.js";
import type {PairAsymmetry} from "../../evaluation/confusedPairs.js";
import {table} from "../table.js";
import {shownP} from "./shownP.js";

/** The commonest pairs of classes taken for each other, and whether one way more than the other. */
export function asymmetryTable(
  pairs: readonly PairAsymmetry[],
  {id = "pairs", count}: {readonly id?: string; readonly count: number},
): TablePayload {
  const rows = pairs.map(({classes: [first, second], firstAsSecond, secondAsFirst, share, pValue, adjusted}) => ({
    pair: `${first} and ${second}`,
    firstAsSecond,
    secondAsFirst,
    share,
    pValue: shownP(pValue),
    adjusted: shownP(adjusted),
  }));
  return table(rows, {
    id,
    caption: `The ${pairs.length === 1 ? "pair" : `${pairs.length} pairs`} of classes most often taken for each other, of ${count.toLocaleString("en-US")} test pictures: how often each way, share of all errors, and the exact binomial p-value for one way being as likely as the other, also by Holm's correction.`,
    columns: {
      pair: {name: "First and second"},
      firstAsSecond: {name: "First called second", format: "integer"},
      secondAsFirst: {name: "Second called first", format: "integer"},
      share: {name: "Share of errors", format: "percent(1)"},
      pValue: {name: "p", align: "right"},
      adjusted: {name: "p by Holm", align: "right"},
    },
  });
}
