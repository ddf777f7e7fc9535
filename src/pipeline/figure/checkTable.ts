import type {TablePayload} from "../../core/payload.js";
import type {DataCheck} from "../dataset/validateDataset.js";
import {table} from "./table.js";

/** Every check of the data: what was expected and what came. */
export function checkTable(checks: readonly DataCheck[], {id = "checks"}: {readonly id?: string} = {}): TablePayload {
  const rows = checks.map(({name, expected, got, ok}) => ({
    name,
    expected: short(expected),
    got: got === expected ? "the same" : short(got),
    ok: ok ? "passed" : "FAILED",
  }));
  return table(rows, {
    id,
    caption: `The ${checks.length} checks of the data.`,
    columns: {name: {name: "Check"}, expected: {name: "Expected"}, got: {name: "Got"}, ok: {name: "Result"}},
  });
}

/** A hash by its beginning, a list by its first items: the whole of it is in the data card. */
function short(text: string): string {
  if (/^[0-9a-f]{64}$/.test(text)) return `${text.slice(0, 12)}…`;
  const items = text.split(", ");
  return items.length > 3 ? `${items.slice(0, 2).join(", ")} and ${items.length - 2} more` : text;
}
