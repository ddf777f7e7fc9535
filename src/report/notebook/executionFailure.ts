import {LookbookError} from "../../core/errors.js";
import {seconds} from "../../core/progress.js";
import type {Kernel} from "./kernel/kernel.js";
import type {Failure} from "./kernel/protocol.js";
import {hasTag, type Notebook, type NotebookCell} from "./nbformat.js";

/** Why a run failed. */
export interface ExecutionFailure extends CellFailure {
  /** The cell as a reader of the notebook counts, from 1. */
  readonly number: number;
}

/** Why a cell failed. */
export interface CellFailure extends Failure {
  /** Position of the cell in the executed notebook, from 0. */
  readonly index: number;
  readonly code: "cell-failed" | "cell-timeout" | "kernel-died";
}

/** The sentence for a run that failed: notebook, cell, what happened, the traceback. */
export function executionError(
  path: string,
  {number, code, evalue, ename, traceback}: ExecutionFailure,
): LookbookError {
  const [, ...rest] = traceback;
  const detail = rest.length > 0 ? `\n${rest.join("\n")}` : "";
  const what = code === "cell-failed" ? `${ename}: ${evalue}` : evalue;
  return new LookbookError(code, `notebook ${path}, cell ${number}: ${what}${detail}`);
}

/** A cell that ran into its own limit or the notebook's; milliseconds. */
export function timeout(index: number, {notebook, cell}: {notebook?: number; cell?: number}): CellFailure {
  const evalue =
    cell === undefined
      ? `the notebook ran longer than its limit of ${seconds(notebook! / 1000)} and was stopped in this cell`
      : `the cell ran longer than its limit of ${seconds(cell / 1000)} and was stopped; tag it timeout-SECONDS to allow more`;
  return {index, code: "cell-timeout", ename: "TimeoutError", evalue, traceback: [`TimeoutError: ${evalue}`]};
}

/** The child's death, if it is dead, in the cell that ran. */
export function death({death: evalue}: Kernel, index: number): CellFailure | undefined {
  if (evalue === undefined) return undefined;
  return {index, code: "kernel-died", ename: "DeadKernelError", evalue, traceback: [`DeadKernelError: ${evalue}`]};
}

/** The first cell with a failure that it was not allowed. */
export function firstFailure(kernel: Kernel, {cells}: Notebook): CellFailure | undefined {
  const isUnwanted = (cell: NotebookCell, i: number): boolean =>
    kernel.failureOf(i) !== undefined && (i === kernel.fatal || !hasTag(cell, "raises-exception"));
  const index = cells.findIndex(isUnwanted);
  return index < 0 ? undefined : {index, code: "cell-failed", ...kernel.failureOf(index)!};
}
