import type {Interval, TablePayload} from "../../../core/payload.js";
import type {RegionCosts} from "../../study/robustness/byRegion.js";
import {table} from "../table.js";

/** What corruptions cost by the pixels that they change, in percentage points. */
export function regionTable(
  regions: readonly RegionCosts[],
  {id = "regions", caption}: {readonly id?: string; readonly caption: string},
): TablePayload {
  const rows = regions.map(({corruption, strength, everywhere, background, garment, versus}) => ({
    corruption: `${corruption.title}, ${strength}${corruption.sign}`,
    everywhere: inPoints(everywhere),
    background: inPoints(background),
    garment: inPoints(garment),
    difference: inPoints(versus.difference),
  }));
  return table(rows, {
    id,
    caption,
    columns: {
      corruption: {name: "Corruption"},
      everywhere: {name: "Everywhere", format: "fixed(1)"},
      background: {name: "Background alone", format: "fixed(1)"},
      garment: {name: "Garment alone", format: "fixed(1)"},
      difference: {name: "Background over garment", format: "fixed(1)"},
    },
  });
}

function inPoints({value, low, high, level}: Interval): Interval {
  return {value: 100 * value, low: 100 * low, high: 100 * high, level};
}
