import {dirname} from "node:path";
import {LookbookError} from "../../core/errors.js";
import type {StepReport} from "../../core/step.js";
import {type CellFailure, death, type ExecutionFailure, firstFailure, timeout} from "./executionFailure.js";
import {firstLineOf} from "./firstLine.js";
import {type CellOutcome, Kernel} from "./kernel/kernel.js";
import type {KernelProcess} from "./kernel/process.js";
import {type CodeCell, cellNumber, hasTag, type Notebook, type NotebookCell, withKernel} from "./nbformat.js";
import {injectParameters, type Parameters} from "./parameters.js";

/** Options for {@link executeNotebook}. */
export interface ExecuteOptions {
  /** The notebook's file, for messages. */
  readonly path: string;
  /** Working folder of the cells; defaults to the notebook's own. */
  readonly folder?: string;
  /** Those that the notebook declares are given to it. */
  readonly parameters?: Parameters;
  /** Milliseconds a cell may take; defaults to 10 minutes. The tag `timeout-SECONDS` overrides it for one cell. */
  readonly cellTimeout?: number;
  /** Milliseconds the notebook may take; defaults to 2 hours. */
  readonly notebookTimeout?: number;
  /** Characters of output one cell may produce, and a quarter of what the notebook may; defaults to 64 Mi. */
  readonly outputLimit?: number;
  /** Milliseconds to wait at most for a cell's timers and requests before the next cell starts; defaults to 500. */
  readonly settle?: number;
  /** Environment of the child; defaults to this process's own. */
  readonly env?: NodeJS.ProcessEnv;
  /** Kills the child and throws `interrupted`. */
  readonly signal?: AbortSignal | undefined;
  /** A kernel that was started in this folder and environment before; defaults to a new one. It is ended with the run. */
  readonly started?: KernelProcess | undefined;
  readonly onEvent?: ((event: ExecutionEvent) => void) | undefined;
}

/** What happens while a notebook runs; `position` counts the cells that will be run, from 1. */
export type ExecutionEvent =
  | {readonly type: "started"; readonly cells: number}
  | {readonly type: "cell"; readonly position: number; readonly cells: number; readonly firstLine: string}
  | {readonly type: "cell-ended"; readonly position: number; readonly cells: number; readonly report: CellReport}
  | {readonly type: "progress"; readonly text: string}
  | {readonly type: "step"; readonly step: StepReport}
  /** Resident memory of the child now, in bytes; about once a second where the system tells it. */
  | {readonly type: "memory"; readonly bytes: number};

/** How a cell ended. */
export type CellStatus = "ok" | "error" | "timed-out" | "skipped";

/** How one code cell went. */
export interface CellReport {
  readonly id: string;
  /** Position in the executed notebook, from 0. */
  readonly index: number;
  /** As a reader of the notebook counts, from 1. */
  readonly number: number;
  readonly firstLine: string;
  readonly status: CellStatus;
  /** Milliseconds. */
  readonly duration: number;
  /** Highest resident memory of the child while the cell ran, in bytes; where the system cannot tell, since the child started. */
  readonly peakMemory: number;
}

/** A notebook that was run. */
export interface Execution {
  /** With outputs, ready to be written; holds no clock and no random id, so that equal runs give equal bytes. */
  readonly notebook: Notebook;
  readonly cells: readonly CellReport[];
  /** What became of the steps that its cells asked for, in their order. */
  readonly steps?: readonly StepReport[];
  /** The first cell that failed without being allowed to. */
  readonly failure?: ExecutionFailure;
  /** Milliseconds from the child's start to its end. */
  readonly duration: number;
  /** Bytes. */
  readonly peakMemory: number;
  /** Milliseconds of processor time that the cells took, of all threads of the child. */
  readonly cpu?: number;
}

/**
 * Runs a notebook in a child process of its own under tslab's converter and executor.
 * Every code cell ends as ok, error, timed-out or skipped. The first failure that is not tagged `raises-exception` ends the run: it
 * is in `failure`, the cell holds a real `error` output, and the cells after it are skipped. So does a promise that nobody awaits, or a
 * timer, that fails after its cell has closed.
 * @throws LookbookError `bad-parameter`, `bad-notebook` for a bad tag, `kernel-died` where tslab does not start, `interrupted` by the signal
 */
export async function executeNotebook(notebook: Notebook, options: ExecuteOptions): Promise<Execution> {
  const {path, parameters = {}, onEvent, signal} = options;
  assertTypeScript(notebook, path);
  const prepared = injectParameters(stripped(notebook), parameters, path);
  const {cellTimeout = 600_000, notebookTimeout = 2 * 3_600_000} = options;
  const runnable = prepared.cells.flatMap((cell, index) =>
    isRunnable(cell) ? [{cell, index, limit: timeoutOf(cell, path, index) ?? cellTimeout}] : [],
  );
  const start = performance.now();
  const kernel = new Kernel({
    path,
    folder: options.folder ?? dirname(path),
    env: options.env ?? process.env,
    outputLimit: options.outputLimit ?? 64 * 2 ** 20,
    settle: options.settle ?? 500,
    signal,
    started: options.started,
    onEvent,
  });
  const reports = new Map<number, CellReport>();
  let failure: CellFailure | undefined;
  try {
    await kernel.ready();
    const total = runnable.length;
    onEvent?.({type: "started", cells: total});
    for (const [i, {cell, index, limit}] of runnable.entries()) {
      if (signal?.aborted) break;
      const position = i + 1;
      const number = cellNumber(prepared.cells, index);
      const firstLine = firstLineOf(cell);
      onEvent?.({type: "cell", position, cells: total, firstLine});
      const left = notebookTimeout - (performance.now() - start);
      const outcome = await kernel.run(index, {source: cell.source, number, limit: Math.max(1, Math.min(limit, left))});
      const {duration, peakMemory} = outcome;
      const late = outcome.isLate
        ? timeout(index, left < limit ? {notebook: notebookTimeout} : {cell: limit})
        : undefined;
      failure = late ?? death(kernel, index) ?? firstFailure(kernel, prepared);
      const report = {
        id: cell.id,
        index,
        number,
        firstLine,
        status: statusOf(kernel, outcome, index),
        duration,
        peakMemory,
      };
      reports.set(index, report);
      onEvent?.({type: "cell-ended", position, cells: total, report});
      if (failure) break;
    }
    if (!failure && !signal?.aborted) {
      await kernel.finish();
      failure = firstFailure(kernel, prepared);
    }
  } finally {
    await kernel.kill();
  }
  if (signal?.aborted) throw new LookbookError("interrupted", `notebook ${path}: interrupted`);
  // A cell that had closed may have failed later on.
  for (const [index, report] of reports) if (kernel.failureOf(index)) reports.set(index, {...report, status: "error"});
  const cells = prepared.cells.map((cell, index) => finished(cell, index, {kernel, reports, failure}));
  return {
    notebook: {...prepared, nbformat_minor: 5, metadata: withKernel(prepared.metadata), cells},
    cells: prepared.cells.flatMap((cell, index) =>
      cell.cell_type === "code" ? [reports.get(index) ?? skipped(cell, index, cellNumber(prepared.cells, index))] : [],
    ),
    ...(failure && {failure: {...failure, number: cellNumber(prepared.cells, failure.index)}}),
    steps: kernel.steps,
    duration: performance.now() - start,
    peakMemory: kernel.peakMemory,
    cpu: kernel.cpu,
  };
}

function assertTypeScript({metadata}: Notebook, path: string): void {
  const {kernelspec: spec, language_info: info} = metadata as Record<string, Record<string, unknown> | undefined>;
  const language = spec?.["language"] ?? info?.["name"] ?? "typescript";
  if (language === "typescript") return;
  const remedy = "choose the kernel TypeScript in Jupyter and save";
  throw new LookbookError("bad-notebook", `notebook ${path}: expected language typescript, got ${language}; ${remedy}`);
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
    `notebook ${path}, cell ${index + 1}: expected a tag timeout-SECONDS with a number above 0, got "${tag}"`,
  );
}

function statusOf(kernel: Kernel, {isLate, isGone}: CellOutcome, index: number): CellStatus {
  if (isLate) return "timed-out";
  return isGone || kernel.failureOf(index) ? "error" : "ok";
}

interface Ended {
  readonly kernel: Kernel;
  readonly reports: ReadonlyMap<number, CellReport>;
  readonly failure: CellFailure | undefined;
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

function skipped(cell: NotebookCell, index: number, number: number): CellReport {
  return {id: cell.id, index, number, firstLine: firstLineOf(cell), status: "skipped", duration: 0, peakMemory: 0};
}
