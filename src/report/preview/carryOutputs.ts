import {type CodeCell, hasTag, type Notebook} from "../notebook/nbformat.js";

/**
 * Gives a notebook that has not run the outputs of its last run: each code cell those of the cell with the same source, else of the cell
 * with the same id. What is new has none.
 */
export function carryOutputs(today: Notebook, before: Notebook | undefined): Notebook {
  const left = (before?.cells ?? []).filter((cell): cell is CodeCell => cell.cell_type === "code" && !isInjected(cell));
  const take = (fits: (cell: CodeCell) => boolean): CodeCell | undefined => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const code = today.cells.filter((cell): cell is CodeCell => cell.cell_type === "code" && !isInjected(cell));
  const same = new Map(code.map((cell) => [cell, take(({source}) => source === cell.source)]));
  const cells = today.cells.map((cell) => {
    if (cell.cell_type !== "code") return cell;
    const ran = same.get(cell) ?? take(({id}) => id === cell.id);
    return {...cell, outputs: ran?.outputs ?? [], execution_count: ran?.execution_count ?? null};
  });
  return {...today, cells};
}

function isInjected(cell: CodeCell): boolean {
  return hasTag(cell, "injected-parameters");
}
