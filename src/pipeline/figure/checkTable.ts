import type {TablePayload} from "../../core/payload.js";
import type {DataCheck} from "../dataset/validateDataset.js";
import {table} from "./table.js";

/** Every check of the data: what was expected and what came. */
export function checkTable(checks: readonly DataCheck[], {id = "checks"}: {readonly id?: string} = {}): TablePayload {
  const rows = checks.map(({name, expected, got, ok}) => ({name, expected, got, ok: ok ? "passed" : "FAILED"}));
  return table(rows, {
    id,
    caption: `The ${checks.length} checks of the data.`,
    columns: {name: {name: "Check"}, expected: {name: "Expected"}, got: {name: "Got"}, ok: {name: "Result"}},
  });
}
