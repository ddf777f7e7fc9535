import {fit, widthOf} from "./fit.js";

/** One column of a table on the terminal. */
export interface TextColumn<Row> {
  readonly title: string;
  readonly cell: (row: Row) => string;
  /** Defaults to "left". */
  readonly align?: "left" | "right";
  /** Where there is no room for all, the columns with the lowest rank are left out first. */
  readonly rank: number;
}

/** A table as lines, and the titles of the columns that had no room. */
export interface TextTable {
  readonly lines: readonly string[];
  readonly leftOut: readonly string[];
}

/**
 * Sets a table for a terminal. Columns without any content are left out; where the last one left is still too wide, its text is cut.
 * @param columns of the terminal; infinity where the output is no terminal
 */
export function textTable<Row>(rows: readonly Row[], given: readonly TextColumn<Row>[], columns: number): TextTable {
  const filled = given
    .map((column) => ({...column, cells: rows.map(column.cell)}))
    .filter(({cells}) => cells.some((cell) => cell !== ""))
    .map((column) => ({...column, width: Math.max(...[column.title, ...column.cells].map(widthOf))}));
  const shown = [...filled];
  const width = (): number => shown.reduce((sum, column) => sum + column.width + gap.length, -gap.length);
  while (shown.length > 1 && width() > columns) {
    const least = shown.reduce((a, b) => (b.rank < a.rank ? b : a));
    shown.splice(shown.indexOf(least), 1);
  }
  const line = (textOf: (column: (typeof shown)[number]) => string): string =>
    fit(
      shown
        .map((column) => padded(textOf(column), column))
        .join(gap)
        .trimEnd(),
      columns,
    );
  return {
    lines: [line(({title}) => title), ...rows.map((_, i) => line(({cells}) => cells[i]!))],
    leftOut: filled.filter((column) => !shown.includes(column)).map(({title}) => title),
  };
}

const gap = "  ";

function padded(
  text: string,
  {width, align = "left"}: {readonly width: number; readonly align?: "left" | "right"},
): string {
  const space = " ".repeat(width - widthOf(text));
  return align === "left" ? text + space : space + text;
}
