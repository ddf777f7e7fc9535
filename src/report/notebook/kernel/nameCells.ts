import vm from "node:vm";

/**
 * Gives the code of each cell a file name of its own, so that a stack says which cell a frame lies in.
 * tslab runs every cell through `vm.runInThisContext` without a name.
 */
export function nameCells(cellNow: () => number): void {
  const original = vm.runInThisContext;
  const named: typeof vm.runInThisContext = (code, options) =>
    isCell(code) && typeof options === "object"
      ? original(code, {...options, filename: `lookbook-cell-${cellNow() + 1}`})
      : original(code, options);
  vm.runInThisContext = named;
}

/** Where a frame of a stack lies: cell from 0, line and column of the compiled code from 1; undefined outside of cells. */
export interface CellPlace {
  readonly cell: number;
  readonly line: number;
  readonly column: number;
}

export function cellFrame(frame: string): CellPlace | undefined {
  const found = /lookbook-cell-(\d+):(\d+):(\d+)/.exec(frame);
  return found ? {cell: Number(found[1]) - 1, line: Number(found[2]), column: Number(found[3])} : undefined;
}

/** How tslab wraps the code of a cell. */
function isCell(code: string): boolean {
  return /^\((?:async )?function\(exports, require\) \{ /.test(code);
}
