import {LookbookError} from "../../core/errors.js";
import {seconds} from "../../core/progress.js";
import {type CellOutcome, Kernel} from "./kernel/kernel.js";
import type {Failure} from "./kernel/protocol.js";
import {type CodeCell, hasTag, type Notebook, type NotebookCell} from "./nbformat.js";
import {injectParameters, type Parameters} from "./parameters.js";

/** Options for {@link executeNotebook}. */
export interface ExecuteOptions {
  /** The notebook's file, for messages. */
  readonly path: string;
  /** Working folder of the cells: the notebook's own. */
  readonly folder: string;
  readonly parameters?: Parameters;
  /** Milliseconds a cell may take; defaults to 10 minutes. The tag `timeout-SECONDS` overrides it for one cell. */
  readonly cellTimeout?: number;
  /** Milliseconds the notebook may take; defaults to 2 hours. */
  readonly notebookTimeout?: number;
  /** Bytes of text one cell may print; defaults to 64 MiB. */
  readonly outputLimit?: number;
  /** Milliseconds to wait at most for a cell's timers and requests before the next cell starts; defaults to 500. */
  readonly settle?: number;
  /** Environment of the child; defaults to this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Kills the child and throws `interrupted`. */
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: ExecutionEvent) => void) | undefined;
}

/** What happens while a notebook runs. */
export type ExecutionEvent =
  | {readonly type: "started"; readonly cells: number}
  | {readonly type: "cell"; readonly position: number; readonly cells: number; readonly firstLine: string}
  | {readonly type: "progress"; readonly text: string};

/** How a cell ended. */
export type CellStatus = "ok" | "error" | "timed-out" | "skipped";

/** How one code cell went. */
export interface CellReport {
  readonly id: string;
  /** Position in the executed notebook, from 0. */
  readonly index: number;
  readonly firstLine: string;
  readonly status: CellStatus;
  /** Milliseconds. */
  readonly duration: number;
  /** The child's high-water mark of resident memory when the cell ended, in bytes. */
  readonly peakMemory: number;
}

/** A notebook that was run. */
export interface Execution {
  /** With outputs, ready to be written; holds no clock and no random id, so that equal runs give equal bytes. */
  readonly notebook: Notebook;
  readonly cells: readonly CellReport[];
  /** The first cell that failed without being allowed to. */
  readonly failure?: ExecutionFailure;
  /** Milliseconds from the child's start to its end. */
  readonly duration: number;
  readonly peakMemory: number;
}

export interface ExecutionFailure extends Failure {
  readonly index: number;
  readonly code: "cell-failed" | "cell-timeout" | "kernel-died";
}

/**
 * Runs a notebook in a child process of its own under tslab's converter and executor.
 * Every code cell ends as ok, error, timed-out or skipped. The first failure that is not tagged `raises-exception` ends the run: it
 * is in `failure`, the cell holds a real `error` output, and the cells after it are skipped.
 * @throws LookbookError `bad-parameter`, `kernel-died` where tslab does not start, `interrupted` by the signal
 */
export async function executeNotebook(notebook: Notebook, options: ExecuteOptions): Promise<Execution> {
  const {path, parameters = {}, notebookTimeout = 2 * 3_600_000, onEvent, signal} = options;
  const prepared = injectParameters(stripped(notebook), parameters, path);
  const start = performance.now();
  const kernel = new Kernel({...options, start});
  const runnable = prepared.cells.flatMap((cell, index) => (isRunnable(cell) ? [{cell, index}] : []));
  const reports = new Map<number, CellReport>();
  const limits = new Map<number, number>();
  let failure: ExecutionFailure | undefined;
  try {
    await kernel.ready();
    onEvent?.({type: "started", cells: runnable.length});
    for (const [position, {cell, index}] of runnable.entries()) {
      const firstLine = firstLineOf(cell);
      onEvent?.({type: "cell", position: position + 1, cells: runnable.length, firstLine});
      const timeout = Math.min(
        timeoutOf(cell, path, index) ?? options.cellTimeout ?? 600_000,
        notebookTimeout - (performance.now() - start),
      );
      limits.set(index, timeout);
      const outcome = await kernel.run(index, cell.source, Math.max(1, timeout));
      reports.set(index, {id: cell.id, index, firstLine, ...outcome});
      failure = failureOf(kernel, outcome, prepared, index);
      if (failure) break;
    }
    if (!failure) {
      await kernel.finish();
      failure = lateFailure(kernel, prepared);
      if (failure) reports.set(failure.index, {...reports.get(failure.index)!, status: "error"});
    }
  } finally {
    kernel.kill();
  }
  if (signal?.aborted) throw new LookbookError("interrupted", `notebook ${path}: interrupted`);
  const cells = prepared.cells.map((cell, index) => finished(cell, index, {kernel, reports, failure}));
  return {
    notebook: {...prepared, nbformat_minor: 5, cells},
    cells: prepared.cells.flatMap((cell, index) =>
      cell.cell_type === "code" ? [reports.get(index) ?? skipped(cell, index)] : [],
    ),
    ...(failure ? {failure} : {}),
    duration: performance.now() - start,
    peakMemory: kernel.peakMemory,
  };
}

/** The sentence for a run that failed: notebook, cell, what happened, the traceback. */
export function executionError(path: string, {index, code, evalue, ename, traceback}: ExecutionFailure): LookbookError {
  const [, ...rest] = traceback;
  const detail = rest.length > 0 ? `\n${rest.join("\n")}` : "";
  const what = code === "cell-failed" ? `${ename}: ${evalue}` : evalue;
  return new LookbookError(code, `notebook ${path}, cell ${index + 1}: ${what}${detail}`);
}

/** The first line of a cell that is neither blank nor a comment. */
export function firstLineOf({source}: NotebookCell): string {
  const lines = source.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !line.startsWith("//")) ?? lines[0] ?? "";
}

function isRunnable(cell: NotebookCell): cell is CodeCell {
  return cell.cell_type === "code" && cell.source.trim() !== "" && !hasTag(cell, "skip-execution");
}

function stripped(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) =>
    cell.cell_type === "code" ? {...cell, execution_count: null, outputs: []} : cell,
  );
  return {...notebook, cells};
}

function timeoutOf(cell: NotebookCell, path: string, index: number): number | undefined {
  const tag = cell.metadata.tags?.find((name) => name.startsWith("timeout-"));
  if (tag === undefined) return undefined;
  const value = Number(tag.slice("timeout-".length));
  if (value > 0) return value * 1000;
  throw new LookbookError(
    "bad-notebook",
    `notebook ${path}, cell ${index + 1}: expected the tag timeout-SECONDS, got "${tag}"`,
  );
}

function failureOf(
  kernel: Kernel,
  outcome: CellOutcome,
  {cells}: Notebook,
  index: number,
): ExecutionFailure | undefined {
  if (outcome.status === "timed-out") {
    const evalue = `the cell ran longer than its limit of ${seconds(outcome.limit / 1000)} and was stopped; tag it timeout-SECONDS to allow more`;
    return {index, code: "cell-timeout", ename: "TimeoutError", evalue, traceback: [`TimeoutError: ${evalue}`]};
  }
  if (kernel.death !== undefined) {
    const evalue = kernel.death;
    return {index, code: "kernel-died", ename: "DeadKernelError", evalue, traceback: [`DeadKernelError: ${evalue}`]};
  }
  if (outcome.status === "ok") return undefined;
  return lateFailure(kernel, {cells});
}

/** The first cell with a failure that it was not allowed; a promise or a timer may fail a cell after it has closed. */
function lateFailure(kernel: Kernel, {cells}: Pick<Notebook, "cells">): ExecutionFailure | undefined {
  const index = cells.findIndex((cell, i) => kernel.failureOf(i) && !hasTag(cell, "raises-exception"));
  return index < 0 ? undefined : {index, code: "cell-failed", ...kernel.failureOf(index)!};
}

interface Ended {
  readonly kernel: Kernel;
  readonly reports: ReadonlyMap<number, CellReport>;
  readonly failure: ExecutionFailure | undefined;
}

function finished(cell: NotebookCell, index: number, {kernel, reports, failure}: Ended): NotebookCell {
  if (cell.cell_type !== "code" || !reports.has(index)) return cell;
  const failed = kernel.failureOf(index) ?? (failure?.index === index ? failure : undefined);
  const error = failed && {
    output_type: "error" as const,
    ename: failed.ename,
    evalue: failed.evalue,
    traceback: failed.traceback,
  };
  const count = [...reports.keys()].filter((other) => other <= index).length;
  return {...cell, execution_count: count, outputs: [...kernel.outputsOf(index), ...(error ? [error] : [])]};
}

function skipped(cell: NotebookCell, index: number): CellReport {
  return {id: cell.id, index, firstLine: firstLineOf(cell), status: "skipped", duration: 0, peakMemory: 0};
}
