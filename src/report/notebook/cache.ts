import {readdir, readFile, rm, stat} from "node:fs/promises";
import {join} from "node:path";
import {writeAtomic} from "../../core/files.js";
import {sha256} from "../../core/hash.js";
import type {StepReport} from "../../core/step.js";
import type {CellReport, Execution} from "./execute.js";
import {type KeyParts, keyHash} from "./key.js";
import {type CodeCell, cellNumber, type Notebook, type NotebookCell, withKernel} from "./nbformat.js";
import {injectParameters, type Parameters} from "./parameters.js";
import {parseNotebook} from "./readNotebook.js";
import {formatNotebook} from "./writeNotebook.js";

/** Where executed notebooks are kept. */
export interface NotebookCache {
  readonly folder: string;
  /** The chapter, perhaps with its profile; letters, digits, `.`, `_`, `-`. */
  readonly name: string;
}

/** What is known of the last run of a chapter. */
export interface LastRun {
  readonly parts: KeyParts;
  readonly cells: readonly CellReport[];
  readonly steps: readonly StepReport[];
  /** Milliseconds. */
  readonly duration: number;
  /** Bytes. */
  readonly peakMemory: number;
  /** Milliseconds of processor time, of all its threads. */
  readonly cpu: number;
}

/** A run with what its chapter produced. */
export interface KeptExecution extends Execution {
  /** Identity of each product when the run was over. */
  readonly products?: Readonly<Record<string, string | undefined>>;
}

/** Keeps a run that did not fail, whole or not at all. */
export async function storeExecution(
  {folder, name}: NotebookCache,
  parts: KeyParts,
  {notebook, cells, steps = [], duration, peakMemory, cpu = 0, products = {}}: KeptExecution,
): Promise<void> {
  const run = {cells, steps, duration, peakMemory, cpu};
  const body = JSON.stringify({...run, products, notebook: formatNotebook(notebook)});
  await writeAtomic(fileOf(folder, name, keyHash(parts)), `${sha256(body)}\n${body}\n`);
  await writeAtomic(join(folder, `${name}.last.json`), `${JSON.stringify({...run, parts})}\n`);
  await forgetOldest(folder, name);
}

/** Runs of a chapter that are kept: enough to go back and forth between versions, and few enough for a preview that runs all day. */
const keptRuns = 12;

async function forgetOldest(folder: string, name: string): Promise<void> {
  const own = (await readdir(folder)).filter(
    (file) => file.startsWith(`${name}-`) && /^[0-9a-f]{16}\.json$/.test(file.slice(name.length + 1)),
  );
  if (own.length <= keptRuns) return;
  // Another process may have removed one meanwhile: it counts as the oldest.
  const timeOf = (file: string): Promise<number> =>
    stat(join(folder, file)).then(
      ({mtimeMs}) => mtimeMs,
      () => 0,
    );
  const dated = await Promise.all(own.map(async (file) => ({file, time: await timeOf(file)})));
  const oldest = dated.sort((a, b) => b.time - a.time).slice(keptRuns);
  await Promise.all(oldest.map(({file}) => rm(join(folder, file), {force: true})));
}

/**
 * Finds an earlier run with the same key and puts its outputs into the notebook as it reads today, prose included.
 * @returns undefined where there is none, or where it is damaged
 */
export async function loadExecution(
  {folder, name}: NotebookCache,
  notebook: Notebook,
  {parts, parameters = {}}: {readonly parts: KeyParts; readonly parameters?: Parameters},
): Promise<KeptExecution | undefined> {
  const stored = await readEntry(fileOf(folder, name, keyHash(parts)));
  if (!stored) return undefined;
  const {cells: reports, notebook: text, ...run} = stored;
  const ran = parseNotebook(text, name);
  const today = injectParameters(notebook, parameters, name);
  const old = ran.cells.filter((cell) => cell.cell_type === "code");
  const now = today.cells.flatMap((cell, index) => (cell.cell_type === "code" ? [{cell, index}] : []));
  if (old.length !== now.length || old.length !== reports.length) return undefined;
  if (now.some(({cell}, i) => cell.source !== old[i]!.source)) return undefined;
  const position = new Map(now.map(({index}, i) => [index, i]));
  return {
    ...run,
    notebook: {
      ...today,
      nbformat_minor: 5,
      metadata: withKernel(today.metadata),
      cells: today.cells.map((cell, index) => withOutputs(cell, old[position.get(index) ?? -1])),
    },
    cells: now.map(({cell, index}, i) => ({
      ...reports[i]!,
      id: cell.id,
      index,
      number: cellNumber(today.cells, index),
    })),
  };
}

/** The run that was stored last under this name; undefined where none was. */
export async function lastRun({folder, name}: NotebookCache): Promise<LastRun | undefined> {
  try {
    const run = JSON.parse(await readFile(join(folder, `${name}.last.json`), "utf8")) as Partial<LastRun>;
    return isComplete(run) ? run : undefined;
  } catch {
    return undefined;
  }
}

/** Another version of this package may have written another shape. */
function isComplete(run: Partial<LastRun>): run is LastRun {
  const {cells, parameters, files, packages, inputs, consumed} = run.parts ?? {};
  return Array.isArray(cells) && [parameters, files, packages, inputs, consumed].every((part) => part !== undefined);
}

interface Entry extends Omit<LastRun, "parts"> {
  readonly notebook: string;
  readonly products: NonNullable<KeptExecution["products"]>;
}

/** The first line is the hash of the second: a damaged entry is no entry. */
async function readEntry(path: string): Promise<Entry | undefined> {
  try {
    const [hash, body] = (await readFile(path, "utf8")).split("\n");
    return body !== undefined && sha256(body) === hash ? (JSON.parse(body) as Entry) : undefined;
  } catch {
    return undefined;
  }
}

function fileOf(folder: string, name: string, key: string): string {
  return join(folder, `${name}-${key.slice(0, 16)}.json`);
}

function withOutputs(cell: NotebookCell, ran: CodeCell | undefined): NotebookCell {
  if (cell.cell_type !== "code" || !ran) return cell;
  return {...cell, outputs: ran.outputs, execution_count: ran.execution_count};
}
