import {LookbookError} from "../../core/errors.js";
import {keyParts} from "../notebook/key.js";
import {keyChanges} from "../notebook/keyChanges.js";
import {type CodeCell, cellNumber, hasTag, type Notebook} from "../notebook/nbformat.js";

/**
 * Makes sure that a notebook was run and came through.
 * @throws LookbookError `bad-notebook` where no cell was ever run, or where one failed that is not tagged `raises-exception`
 */
export function assertExecuted(notebook: Notebook, path: string): void {
  const cells = codeCells(notebook);
  if (cells.length > 0 && !cells.some(({cell}) => hasRun(cell))) {
    const remedy = "run it, by `lookbook run` or in Jupyter, and save it";
    throw new LookbookError("bad-notebook", `notebook ${path} was not run: no cell has an output; ${remedy}`);
  }
  for (const {cell, number} of cells) {
    const error = cell.outputs.find((output) => output.output_type === "error");
    if (error === undefined || hasTag(cell, "raises-exception")) continue;
    const remedy = "mend it and run the notebook again, or tag the cell raises-exception";
    const what = `${error.ename}: ${error.evalue}`;
    throw new LookbookError(
      "bad-notebook",
      `notebook ${path}, cell ${number} failed when it was run (${what}); ${remedy}`,
    );
  }
}

/**
 * What an author should know of an executed notebook before trusting a report of it: cells that were not run, or not in their order, and
 * code that has changed since.
 * @param source the notebook as it reads today in the project, where it is part of one
 */
export function doubtsAbout(notebook: Notebook, path: string, source: Notebook | undefined): readonly string[] {
  const cells = codeCells(notebook);
  const counted = cells.some(({cell}) => cell.execution_count !== null);
  const missed = cells.filter(({cell}) => counted && !hasRun(cell)).map(({number}) => `cell ${number} was not run`);
  const order = cells.flatMap(({cell, number}) =>
    cell.execution_count === null ? [] : [{number, count: cell.execution_count}],
  );
  const early = order.find(({count}, i) => i > 0 && count < order[i - 1]!.count);
  const jumbled = early ? [`cell ${early.number} was run before the cell above it`] : [];
  const changed = source === undefined ? [] : keyChanges(keyParts(notebook, {}), keyParts(source, {}));
  const stale =
    changed.length > 0 ? [`the project's notebook has changed since it was run: ${changed.join("; ")}`] : [];
  return [...missed, ...jumbled, ...stale].map((doubt) => `${path}: ${doubt}`);
}

interface Numbered {
  readonly cell: CodeCell;
  readonly number: number;
}

/** Those that a run would run. */
function codeCells({cells}: Notebook): readonly Numbered[] {
  return cells.flatMap((cell, index) =>
    cell.cell_type === "code" && cell.source.trim() !== "" && !hasTag(cell, "skip-execution")
      ? [{cell, number: cellNumber(cells, index)}]
      : [],
  );
}

/** Jupyter counts the cells that it runs, but not those of every kernel. */
function hasRun({execution_count, outputs}: CodeCell): boolean {
  return execution_count !== null || outputs.length > 0;
}
