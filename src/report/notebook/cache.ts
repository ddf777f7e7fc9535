import {readFile, rm} from "node:fs/promises";
import {join} from "node:path";
import {writeAtomic} from "../../core/files.js";
import {canonicalJson, hashOf} from "../../core/hash.js";
import type {CellReport, Execution} from "./execute.js";
import type {Notebook} from "./nbformat.js";
import {declaredParameters, type Parameters} from "./parameters.js";
import {parseNotebook} from "./readNotebook.js";
import {formatNotebook} from "./writeNotebook.js";

/** What an executed notebook depends on besides its own code. */
export interface KeyInputs {
  readonly path: string;
  /** All parameters on offer; those that the notebook does not declare do not count. */
  readonly parameters: Parameters;
  /** Hashes of everything else: library code, data, lock file, keys of the chapters it consumes from. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The identity of an execution. Prose does not count: a notebook whose text was edited keeps its outputs. */
export function notebookKey(notebook: Notebook, {path, parameters, inputs}: KeyInputs): string {
  const given = declaredParameters(notebook, path).map(({name, type}) => [name, type, parameters[name]]);
  const code = notebook.cells.flatMap(({cell_type, source, metadata}) =>
    cell_type === "code" ? [[source, executionTags(metadata.tags)]] : [],
  );
  return hashOf(["notebook/1", code, given, inputs]);
}

/** An executed notebook in the cache. */
export interface CachedExecution {
  readonly notebook: Notebook;
  /** How its cells went when they ran. */
  readonly cells: readonly CellReport[];
  /** Fingerprints of what it produced, by name; they must still hold for its consumers to use it. */
  readonly produced: Readonly<Record<string, string>>;
}

/** One place in the cache: the last execution of a chapter under a profile. */
export interface CacheSlot {
  readonly folder: string;
  /** Such as `03-baseline.quick`. */
  readonly name: string;
}

/** Stores an execution in its slot, in place of the one before. */
export async function storeExecution(
  {folder, name}: CacheSlot,
  key: string,
  {notebook, cells}: Pick<Execution, "notebook" | "cells">,
  produced: Readonly<Record<string, string>>,
): Promise<void> {
  const record = join(folder, `${name}.json`);
  // Without its record a notebook is no entry, so the two can never be mixed up.
  await rm(record, {force: true});
  await writeAtomic(join(folder, `${name}.ipynb`), formatNotebook(notebook));
  await writeAtomic(record, canonicalJson({key, cells, produced}));
}

/**
 * Loads the execution with this key; undefined where the slot holds another, none, or a damaged one.
 * @param current the notebook as it is now: its prose and metadata go around the stored outputs
 */
export async function loadExecution(
  {folder, name}: CacheSlot,
  key: string,
  current: Notebook,
): Promise<CachedExecution | undefined> {
  try {
    const record = JSON.parse(await readFile(join(folder, `${name}.json`), "utf8")) as Omit<
      CachedExecution,
      "notebook"
    > & {
      key: string;
    };
    if (record.key !== key) return undefined;
    const stored = parseNotebook(await readFile(join(folder, `${name}.ipynb`), "utf8"), name);
    return {notebook: withOutputs(current, stored), cells: record.cells, produced: record.produced};
  } catch {
    return undefined;
  }
}

/** Today's cells with the outputs of the same code; equal keys mean equal code cells in equal order. */
function withOutputs(current: Notebook, stored: Notebook): Notebook {
  const injected = stored.cells.find(({id}) => id === "injected-parameters");
  const executed = stored.cells.filter((cell) => cell.cell_type === "code" && cell !== injected);
  let next = 0;
  const cells = current.cells.flatMap((cell) => {
    if (cell.cell_type !== "code") return [cell];
    const match = executed[next++]!;
    const renewed =
      match.cell_type === "code" ? {...cell, outputs: match.outputs, execution_count: match.execution_count} : cell;
    return injected && cell.metadata.tags?.includes("parameters") ? [renewed, injected] : [renewed];
  });
  return {...current, nbformat_minor: 5, cells};
}

function executionTags(tags: readonly string[] = []): readonly string[] {
  return tags.filter((tag) => !/^(hide|show)-/.test(tag)).sort();
}
