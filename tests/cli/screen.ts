/** What stands on a terminal after a text with control sequences. */
export interface Screen {
  /** Without those that are empty at the end. */
  readonly lines: readonly string[];
  readonly cursor: boolean;
}

/** A window whose width changed in the middle. */
export interface Resized {
  /** Characters that were written before. */
  readonly from: number;
  /** Columns until then. */
  readonly columns: number;
}

/** Plays a text on a terminal of endless height that wraps at its edge; a narrower window wraps what stands there anew, as terminals do. */
export function screenOf(text: string, columns: number, resized?: Resized): Screen {
  let rows = [""];
  let row = 0;
  let column = 0;
  let cursor = true;
  let width = resized?.columns ?? columns;
  const play = (part: string): void => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is played
    for (const [sequence, count, letter] of part.matchAll(/\u001b\[(\??\d*)([A-Za-z])|[\s\S]/g)) {
      if (letter === "A") row = Math.max(0, row - Number(count || 1));
      else if (letter === "K") rows[row] = rows[row]!.slice(0, column);
      else if (letter === "J") rows = [...rows.slice(0, row), rows[row]!.slice(0, column)];
      else if (letter === "l") cursor = false;
      else if (letter === "h") cursor = true;
      else if (sequence === "\r") column = 0;
      else if (sequence === "\n") [row, column] = [row + 1, 0];
      else {
        if (column === width) [row, column] = [row + 1, 0];
        rows[row] ??= "";
        rows[row] = rows[row]!.slice(0, column).padEnd(column) + sequence + rows[row]!.slice(column + 1);
        column++;
      }
      rows[row] ??= "";
    }
  };
  play(text.slice(0, resized?.from ?? 0));
  if (resized) {
    const above = rows.slice(0, row).flatMap((line) => wrapped(line, columns));
    rows = [...above, ...rows.slice(row).flatMap((line) => wrapped(line, columns))];
    row = above.length;
    width = columns;
  }
  play(text.slice(resized?.from ?? 0));
  while (rows.at(-1) === "") rows.pop();
  return {lines: rows, cursor};
}

function wrapped(line: string, columns: number): string[] {
  const parts = [line.slice(0, columns)];
  for (let at = columns; at < line.length; at += columns) parts.push(line.slice(at, at + columns));
  return parts;
}
