import {readFile} from "node:fs/promises";
import {join} from "node:path";
import {writeAtomic} from "../../core/files.js";
import {hashOf, sha256} from "../../core/hash.js";
import type {CellReport, Execution} from "./execute.js";
import {type CodeCell, cellNumber, hasTag, type Notebook, type NotebookCell} from "./nbformat.js";
import {declaredParameters, injectParameters, type Parameters} from "./parameters.js";
import {parseNotebook} from "./readNotebook.js";
import {formatNotebook} from "./writeNotebook.js";

/** What the outputs of a notebook depend on besides its own code. */
export interface KeyInputs {
  readonly parameters?: Parameters;
  /** Hash of the compiled library that the cells call. */
  readonly code?: string;
  /** Anything else: hashes of data, lock file and engine, keys of the chapters it consumes from. Plain JSON. */
  readonly inputs?: unknown;
}

/** Hash of each part that a notebook's outputs depend on; a cache miss is explained by the parts that changed. */
export interface KeyParts {
  readonly cells: string;
  readonly parameters: string;
  readonly code: string;
  readonly inputs: string;
}

/**
 * The parts of a notebook's key. Code cells count with their tags, prose does not: an edit of a paragraph runs no cell.
 * Of the parameters, those count that the notebook declares.
 */
export function keyParts(notebook: Notebook, {parameters = {}, code = "", inputs = null}: KeyInputs): KeyParts {
  const declared = declaredParameters(notebook, "").map(({name}) => name);
  const given = Object.entries(parameters).filter(([name]) => declared.includes(name));
  return {
    cells: hashOf(codeCells(notebook).map(({source, metadata}) => [source, metadata.tags ?? []])),
    parameters: hashOf(Object.fromEntries(given)),
    code: hashOf(code),
    inputs: hashOf(inputs),
  };
}

/** SHA-256 over {@link keyParts}, in hex. */
export function notebookKey(notebook: Notebook, inputs: KeyInputs): string {
  return hashOf(keyParts(notebook, inputs));
}

/** Where executed notebooks are kept. */
export interface NotebookCache {
  readonly folder: string;
  /** The chapter, perhaps with its profile; letters, digits, `.`, `_`, `-`. */
  readonly name: string;
}

/** Keeps a run that did not fail, whole or not at all. */
export async function storeExecution(
  {folder, name}: NotebookCache,
  parts: KeyParts,
  execution: Execution,
): Promise<void> {
  const {cells, duration, peakMemory} = execution;
  const body = JSON.stringify({parts, notebook: formatNotebook(execution.notebook), cells, duration, peakMemory});
  await writeAtomic(fileOf(folder, name, hashOf(parts)), `${sha256(body)}\n${body}\n`);
  await writeAtomic(join(folder, `${name}.last.json`), `${JSON.stringify(parts)}\n`);
}

/**
 * Finds an earlier run with the same key and puts its outputs into the notebook as it reads today, prose included.
 * @returns undefined where there is none, or where it is damaged
 */
export async function loadExecution(
  {folder, name}: NotebookCache,
  notebook: Notebook,
  {parts, parameters = {}}: {readonly parts: KeyParts; readonly parameters?: Parameters},
): Promise<Execution | undefined> {
  const stored = await readEntry(fileOf(folder, name, hashOf(parts)));
  if (!stored) return undefined;
  const {cells: reports, duration, peakMemory} = stored;
  const ran = parseNotebook(stored.notebook, name);
  const today = injectParameters(notebook, parameters, name);
  const old = ran.cells.filter((cell) => cell.cell_type === "code");
  const now = today.cells.flatMap((cell, index) => (cell.cell_type === "code" ? [{cell, index}] : []));
  if (old.length !== now.length || old.length !== reports.length) return undefined;
  if (now.some(({cell}, i) => cell.source !== old[i]!.source)) return undefined;
  const position = new Map(now.map(({index}, i) => [index, i]));
  return {
    notebook: {
      ...today,
      nbformat_minor: 5,
      metadata: {...ran.metadata, ...today.metadata},
      cells: today.cells.map((cell, index) => withOutputs(cell, old[position.get(index) ?? -1])),
    },
    cells: now.map(({cell, index}, i) => ({
      ...reports[i]!,
      id: cell.id,
      index,
      number: cellNumber(today.cells, index),
    })),
    duration,
    peakMemory,
  };
}

/** Which parts differ from the run that was stored last under this name; undefined where none was. */
export async function changedParts(
  {folder, name}: NotebookCache,
  parts: KeyParts,
): Promise<readonly string[] | undefined> {
  try {
    const last = JSON.parse(await readFile(join(folder, `${name}.last.json`), "utf8")) as KeyParts;
    return (Object.keys(parts) as (keyof KeyParts)[]).filter((part) => parts[part] !== last[part]);
  } catch {
    return undefined;
  }
}

interface Entry {
  readonly notebook: string;
  readonly cells: readonly CellReport[];
  readonly duration: number;
  readonly peakMemory: number;
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

function codeCells({cells}: Notebook): readonly CodeCell[] {
  return cells.filter((cell): cell is CodeCell => cell.cell_type === "code" && !hasTag(cell, "injected-parameters"));
}

function withOutputs(cell: NotebookCell, ran: CodeCell | undefined): NotebookCell {
  if (cell.cell_type !== "code" || !ran) return cell;
  return {...cell, outputs: ran.outputs, execution_count: ran.execution_count};
}
