import {type ChildProcess, spawn} from "node:child_process";
import {join, resolve} from "node:path";
import {type ExecuteOptions, type Execution, executeNotebook} from "../../../src/report/notebook/execute.js";
import type {CodeCell, Notebook, NotebookCell, Output} from "../../../src/report/notebook/nbformat.js";
import {readNotebook} from "../../../src/report/notebook/readNotebook.js";

/** Path of a fixture notebook; what each is made of stands in make.py beside them. */
export function fixture(name: string): string {
  return resolve(join("tests", "fixtures", "notebooks", `${name}.ipynb`));
}

export function read(name: string): Promise<Notebook> {
  return readNotebook(fixture(name));
}

/** Runs a fixture notebook in a child of its own. */
export async function execute(name: string, options: Partial<ExecuteOptions> = {}): Promise<Execution> {
  return executeNotebook(await read(name), {path: fixture(name), ...options});
}

/** As {@link execute} without options; tests that only look at the result share one run. */
export function executed(name: string): Promise<Execution> {
  const run = runs.get(name) ?? execute(name);
  runs.set(name, run);
  return run;
}

const runs = new Map<string, Promise<Execution>>();

/** Runs a notebook from another process, which does nothing else and catches no signal. */
export function executeIn(path: string, env: NodeJS.ProcessEnv): ChildProcess {
  const source = `
    import {executeNotebook} from ${JSON.stringify(resolve("dist/report/notebook/execute.js"))};
    import {readNotebook} from ${JSON.stringify(resolve("dist/report/notebook/readNotebook.js"))};
    const path = ${JSON.stringify(path)};
    await executeNotebook(await readNotebook(path), {path});`;
  return spawn(process.execPath, ["--input-type=module", "-e", source], {env, stdio: "ignore"});
}

/** A notebook of code cells. */
export function notebookOf(...sources: readonly string[]): Notebook {
  return notebookOfCells(...sources.map((source, i) => ({...code(source), id: `c${i}`})));
}

/** Outputs of the code cells, in order. */
export function outputs({notebook}: Execution): readonly (readonly Output[])[] {
  return notebook.cells.flatMap((cell) => (cell.cell_type === "code" ? [cell.outputs] : []));
}

/** What the code cells printed to one stream, in order. */
export function printed(execution: Execution, name: "stdout" | "stderr" = "stdout"): readonly string[] {
  return outputs(execution).map((list) =>
    list.flatMap((output) => (output.output_type === "stream" && output.name === name ? [output.text] : [])).join(""),
  );
}

export function statuses({cells}: Execution): readonly string[] {
  return cells.map(({status}) => status);
}

/** The `error` output of one code cell. */
export function errorOf({notebook}: Execution, index: number): Extract<Output, {output_type: "error"}> | undefined {
  const cell = notebook.cells.filter((one): one is CodeCell => one.cell_type === "code")[index];
  return cell?.outputs.find((output) => output.output_type === "error");
}

/** Cells by their text alone; a code cell's id is its source. */
export function prose(source: string): NotebookCell {
  return {cell_type: "markdown", id: "m", metadata: {}, source};
}

export function code(source: string, ...tags: string[]): CodeCell {
  const metadata = tags.length > 0 ? {tags} : {};
  return {cell_type: "code", id: source, metadata, source, execution_count: null, outputs: []};
}

export function notebookOfCells(...cells: NotebookCell[]): Notebook {
  return {nbformat: 4, nbformat_minor: 5, metadata: {}, cells};
}
