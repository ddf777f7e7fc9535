import {capital} from "../../../core/capital.js";
import type {TablePayload} from "../../../core/payload.js";
import type {CorruptionEntry} from "../../features/corrupt/catalogue.js";
import {table} from "../table.js";

/** What is done to pictures, a row each kind. */
export function corruptionTable(
  entries: readonly CorruptionEntry[],
  {id = "corruptions"}: {readonly id?: string} = {},
): TablePayload {
  const rows = entries.map(({title, description, strengths, unit}) => ({
    title,
    description: capital(description),
    strengths: strengths.slice(1).join(", "),
    unit,
  }));
  return table(rows, {
    id,
    caption: "What is done to the pictures, at which strengths, from mild to strong, and in which unit.",
    columns: {
      title: {name: "Corruption"},
      description: {name: "What happens to a picture"},
      strengths: {name: "Strengths"},
      unit: {name: "Unit"},
    },
  });
}
