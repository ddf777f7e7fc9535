/** Where the lines of cells stand in the file of a notebook. */
export interface SourceLines {
  /** Line of the file, from 1, for a cell (index from 0, of all cells) and a line of it (from 1); undefined where there is none. */
  find(cell: number, line: number): number | undefined;
}

interface Level {
  readonly isList: boolean;
  /** Of a list: which item; of an object: of no use. */
  index: number;
  /** Of an object: the key whose value comes. */
  key: string | undefined;
}

/** Reads the text of a notebook, which is JSON, for where `cells[i].source[j]` stands. */
export function sourceLines(text: string): SourceLines {
  const found = new Map<string, number>();
  const levels: Level[] = [];
  let line = 1;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:\n]/g)) {
    const top = levels.at(-1);
    if (token === "\n") line++;
    else if (token === "{" || token === "[") levels.push({isList: token === "[", index: 0, key: undefined});
    else if (token === "}" || token === "]") levels.pop();
    else if (token === "," && top) {
      top.index++;
      top.key = undefined;
    } else if (token.startsWith('"') && top && !top.isList && top.key === undefined)
      top.key = JSON.parse(token) as string;
    else if (token.startsWith('"')) record(token, line);
  }
  return {find: (cell, row) => found.get(`${cell}:${row}`)};

  function record(token: string, at: number): void {
    const [root, cells, cell, source, ...deeper] = levels;
    if (root?.key !== "cells" || cell?.key !== "source" || deeper.length > 0) return;
    const first = (source?.index ?? 0) + 1;
    // A list has a line an item, a text all of them.
    const count = source ? 1 : (JSON.parse(token) as string).split("\n").length;
    for (let i = 0; i < count; i++) found.set(`${cells!.index}:${first + i}`, at);
  }
}
