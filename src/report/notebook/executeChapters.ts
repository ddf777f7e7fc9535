import {dirname} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {type CachedExecution, type CacheSlot, loadExecution, notebookKey, storeExecution} from "./cache.js";
import {type CellReport, type ExecuteOptions, type ExecutionEvent, executeNotebook, executionError} from "./execute.js";
import type {Notebook} from "./nbformat.js";
import {declarationOf, predecessors} from "./order.js";
import {assertKnown, declaredParameters, type Parameters} from "./parameters.js";

/** A chapter as it was read. */
export interface Chapter {
  readonly name: string;
  readonly path: string;
  readonly notebook: Notebook;
}

/** A chapter that was run, now or before. */
export interface ExecutedChapter extends Chapter {
  readonly cells: readonly CellReport[];
  /** True where the cache had it. */
  readonly cached: boolean;
  readonly key: string;
}

/** What happens while chapters run. */
export type ChapterEvent = {readonly chapter: string} & (
  | ExecutionEvent
  | {readonly type: "cached"}
  | {readonly type: "finished"; readonly duration: number; readonly peakMemory: number}
);

/** Options for {@link executeChapters}. */
export interface ExecuteChaptersOptions
  extends Pick<ExecuteOptions, "cellTimeout" | "notebookTimeout" | "outputLimit" | "env" | "signal"> {
  readonly parameters: Parameters;
  /** Parameters that were asked for by hand; each must be declared by a chapter. */
  readonly asked?: Parameters;
  /** Hashes of what every chapter depends on: library code, data, lock file. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Folder of executed notebooks. */
  readonly cache: string;
  /** Part of the slots' names: each profile has its own. */
  readonly profile: string;
  /** False runs everything anew; defaults to true. */
  readonly reuse?: boolean;
  /** Chapters side by side; defaults to 1. */
  readonly workers?: number;
  /** Identity of something produced (`run:baseline-cnn`); undefined where it does not exist. */
  readonly fingerprint?: (produced: string) => Promise<string | undefined>;
  readonly onEvent?: (event: ChapterEvent) => void;
}

/**
 * Runs chapters in the order that what they consume asks for, independent ones side by side, and takes from the cache what has
 * not changed. The first failure ends the others.
 * @returns the chapters in the order given
 * @throws LookbookError `cell-failed`, `cell-timeout`, `kernel-died`, `bad-notebook`, `bad-parameter`, `interrupted`
 */
export async function executeChapters(
  chapters: readonly Chapter[],
  options: ExecuteChaptersOptions,
): Promise<readonly ExecutedChapter[]> {
  const {asked = {}, workers = 1, signal} = options;
  assertKnown(asked, new Map(chapters.map(({path, notebook}) => [path, declaredParameters(notebook, path)])));
  const waits = predecessors(
    chapters.map((chapter) => ({...chapter, ...declarationOf(chapter.notebook, chapter.path)})),
  );
  const stop = new AbortController();
  const stopped = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal;
  const slots = semaphore(workers);
  const runs = new Map<string, Promise<ExecutedChapter>>();
  // Waiting chapters take no worker, so order of start does not matter and nothing can block.
  const runOf = (name: string): Promise<ExecutedChapter> => {
    const running = runs.get(name);
    if (running) return running;
    const chapter = chapters.find((candidate) => candidate.name === name)!;
    const run = Promise.all((waits.get(name) ?? []).map(runOf)).then((before) =>
      slots(() => executeChapter(chapter, before, {...options, signal: stopped})),
    );
    runs.set(name, run);
    return run;
  };
  const all = chapters.map(({name}) => runOf(name));
  try {
    return await Promise.all(all);
  } catch (failure) {
    stop.abort();
    await Promise.allSettled(all);
    throw failure;
  }
}

async function executeChapter(
  chapter: Chapter,
  before: readonly ExecutedChapter[],
  options: ExecuteChaptersOptions,
): Promise<ExecutedChapter> {
  const {name, path, notebook} = chapter;
  const {parameters, inputs, cache, profile, reuse = true, signal, onEvent} = options;
  if (signal?.aborted) throw new LookbookError("interrupted", `notebook ${path}: interrupted`);
  const consumed = Object.fromEntries(before.map((earlier) => [earlier.name, earlier.key]));
  const key = notebookKey(notebook, {path, parameters, inputs: {...inputs, consumed}});
  const slot: CacheSlot = {folder: cache, name: `${name}.${profile}`};
  const cached = reuse ? await loadExecution(slot, key, notebook) : undefined;
  if (cached && (await isWhole(cached, options))) {
    onEvent?.({chapter: name, type: "cached"});
    return {name, path, notebook: cached.notebook, cells: cached.cells, cached: true, key};
  }
  const execution = await executeNotebook(notebook, {
    ...options,
    path,
    folder: dirname(path),
    onEvent: (event) => onEvent?.({chapter: name, ...event}),
  });
  if (execution.failure) throw executionError(path, execution.failure);
  const {produces} = declarationOf(notebook, path);
  await storeExecution(slot, key, execution, await fingerprints(produces, path, options));
  onEvent?.({chapter: name, type: "finished", duration: execution.duration, peakMemory: execution.peakMemory});
  return {name, path, notebook: execution.notebook, cells: execution.cells, cached: false, key};
}

/** What a cached chapter produced must still be there, unchanged: a run may have been removed, or trained anew in Jupyter. */
async function isWhole({produced}: CachedExecution, {fingerprint}: ExecuteChaptersOptions): Promise<boolean> {
  const now = await Promise.all(Object.keys(produced).map((name) => fingerprint?.(name)));
  return Object.values(produced).every((then, i) => then === now[i]);
}

async function fingerprints(
  produces: readonly string[],
  path: string,
  {fingerprint}: ExecuteChaptersOptions,
): Promise<Record<string, string>> {
  if (!fingerprint) return {};
  const found: Record<string, string> = {};
  for (const name of produces) {
    const value = await fingerprint(name);
    if (value === undefined) {
      throw new LookbookError("cell-failed", `notebook ${path}: declares that it produces "${name}", and did not`);
    }
    found[name] = value;
  }
  return found;
}

/** At most `limit` tasks at a time. */
function semaphore(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  let free = limit;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
