import {isRecord} from "./isRecord.js";

/** Plain JSON without nesting: `{schedule: {kind: "cosine"}}` as `{"schedule.kind": "cosine"}`. Lists stay whole, empty records too. */
export function flattened(value: Readonly<Record<string, unknown>>, path = ""): Record<string, unknown> {
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const name = path === "" ? key : `${path}.${key}`;
    const isNested = isRecord(inner) && Object.keys(inner).length > 0;
    return isNested ? Object.entries(flattened(inner, name)) : [[name, inner]];
  });
  return Object.fromEntries(entries);
}
