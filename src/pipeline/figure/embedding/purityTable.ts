import type {TablePayload} from "../../../core/payload.js";
import type {NeighbourLabels} from "../../explanation/embedding/reading/neighbourLabels.js";

/** A space whose neighbourhoods a table compares. */
export interface PuritySpace {
  /** Heads its column. */
  readonly name: string;
  readonly labels: NeighbourLabels;
}

/** Options for {@link purityTable}. */
export interface PurityTableOptions {
  readonly id?: string;
  readonly caption: string;
  readonly classNames: readonly string[];
}

/**
 * How many of the neighbours bear a picture's own label, class by class, the least pure first, and which class most of the others bear.
 * @param spaces the first is the one that the others are maps of: rows are ordered by it, and it names the neighbouring class
 */
export function purityTable(
  spaces: readonly PuritySpace[],
  {id = "purity", caption, classNames}: PurityTableOptions,
): TablePayload {
  const [first] = spaces.map(({labels}) => labels) as [NeighbourLabels];
  const order = [...classNames.keys()].sort((a, b) => first.byClass[a]! - first.byClass[b]! || a - b);
  return {
    kind: "table",
    id,
    caption,
    columns: [
      {name: "Class"},
      ...spaces.map(({name}) => ({name, format: "percent(1)"})),
      {name: "Most of the others are"},
      {name: "Share", format: "percent(1)"},
    ],
    rows: order.map((label) => {
      const others = Array.from(first.shares[label]!, (share, other) => (other === label ? 0 : share));
      const most = others.reduce((best, share, other) => (share > others[best]! ? other : best), 0);
      const named = others[most]! > 0 ? [classNames[most]!, others[most]!] : ["none", 0];
      return [classNames[label]!, ...spaces.map(({labels}) => labels.byClass[label]!), ...named];
    }),
  };
}
