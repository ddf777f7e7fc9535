import {LookbookError} from "../../core/errors.js";
import type {Cell, Column, TablePayload} from "../../core/payload.js";

/** Options for {@link table}. */
export interface TableOptions {
  readonly id: string;
  readonly caption: string;
  /** Head and number format of each column, by key; keys without an entry are headed by their own name. */
  readonly columns?: Readonly<Record<string, Partial<Column>>>;
}

/**
 * A table of rows with the same keys, such as the `objects()` of an Arquero table.
 * @throws LookbookError `bad-shape` when a row lacks a key of the first
 */
export function table(
  rows: readonly Readonly<Record<string, Cell>>[],
  {id, caption, columns = {}}: TableOptions,
): TablePayload {
  const keys = Object.keys(rows[0] ?? columns);
  return {
    kind: "table",
    id,
    caption,
    columns: keys.map((key) => ({name: key, ...columns[key]})),
    rows: rows.map((row, i) =>
      keys.map((key) => {
        const cell = row[key];
        if (cell === undefined) {
          throw new LookbookError(
            "bad-shape",
            `table ${id}, row ${i + 1}: expected the column "${key}", got ${Object.keys(row)}`,
          );
        }
        return cell;
      }),
    ),
  };
}
