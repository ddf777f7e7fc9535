import type {Slice} from "./slice.js";

/**
 * One slice for each value of an attribute, the commonest first. Rows whose value is missing or empty come last, as "not given".
 * @param kind what the attribute is, such as "season"
 * @param values one a row
 */
export function slicesByAttribute(kind: string, values: readonly (string | null | undefined)[]): Slice[] {
  const groups = new Map<string, number[]>();
  values.forEach((value, row) => {
    const name = value === undefined || value === null || value.trim() === "" ? notGiven : value.trim();
    const rows = groups.get(name);
    if (rows) rows.push(row);
    else groups.set(name, [row]);
  });
  return [...groups]
    .map(([name, rows]) => ({kind, name, rows}))
    .sort(
      (a, b) =>
        Number(a.name === notGiven) - Number(b.name === notGiven) ||
        b.rows.length - a.rows.length ||
        (a.name < b.name ? -1 : 1),
    );
}

const notGiven = "not given";
