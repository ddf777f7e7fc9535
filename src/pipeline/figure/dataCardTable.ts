import type {TablePayload} from "../../core/payload.js";
import type {DataCard} from "../dataset/dataCard.js";
import {originOf} from "./publishData.js";
import {table} from "./table.js";

/** What the data is, where it came from and what may be done with it. */
export function dataCardTable(card: DataCard, {id = "card"}: {readonly id?: string} = {}): TablePayload {
  const rows = [
    {name: "Name", value: card.name},
    {name: "Kind", value: card.synthetic ? "synthetic: drawn by code" : "real pictures"},
    {name: "Licence", value: card.licence},
    {name: "Source", value: originOf(card)},
    {name: "SHA-256", value: card.hash},
    ...card.lineage.map((value, i) => ({name: i === 0 ? "Lineage" : "", value})),
  ];
  return table(rows, {id, caption: "The data card.", columns: {name: {name: "Field"}, value: {name: "Value"}}});
}
