import {LookbookError} from "../../core/errors.js";
import {hashOf} from "../../core/hash.js";
import {changedParts, type KeyParts, keyParts, loadExecution, storeExecution} from "./cache.js";
import {type ExecuteOptions, type Execution, type ExecutionEvent, executeNotebook} from "./execute.js";
import {type Chapter, type OrderedChapter, orderChapters} from "./order.js";
import type {Parameters} from "./parameters.js";

/** Options for {@link executeChapters}. */
export interface ChaptersOptions
  extends Pick<ExecuteOptions, "cellTimeout" | "notebookTimeout" | "outputLimit" | "settle" | "env" | "signal"> {
  readonly parameters?: Parameters;
  /** Chapters that may run at the same time; defaults to 1. */
  readonly workers?: number;
  /** Names of the chapters to run; defaults to all. What they consume from the others must have been made before. */
  readonly only?: readonly string[] | undefined;
  /** Where executed notebooks are kept; nothing is kept without it. */
  readonly cache?: {
    readonly folder: string;
    /** False runs everything and stores it anew; defaults to true. */
    readonly reuse?: boolean;
    /** Hash of the compiled library. */
    readonly code: string;
    /** What else the outputs depend on: hashes of data, lock file and engine. Plain JSON. */
    readonly inputs?: unknown;
  };
  readonly onEvent?: ((chapter: string, event: ChapterEvent) => void) | undefined;
}

/** What happens while a chapter runs; `cached` and `missed` come before anything else. */
export type ChapterEvent =
  | ExecutionEvent
  | {readonly type: "cached"}
  /** No stored run fits; `changed` names the parts of the key that differ from the last one, undefined where there was none. */
  | {readonly type: "missed"; readonly changed: readonly string[] | undefined}
  | {readonly type: "ended"; readonly status: ChapterResult["status"]; readonly duration: number};

/** How a chapter came out. */
export interface ChapterResult {
  readonly name: string;
  readonly path: string;
  /** `skipped`: it was not asked for, or not started because a chapter had failed. */
  readonly status: "ok" | "cached" | "failed" | "skipped";
  /** Of a skipped chapter there is none. */
  readonly execution?: Execution;
}

/**
 * Runs the chapters of a report: what one consumes is made before, independent ones run side by side, and what was run before with the
 * same key is taken from the cache. After a failure no further chapter is started; those that run are finished.
 * @returns one result a chapter, in the order in which they were given
 * @throws LookbookError as {@link orderChapters} and {@link executeNotebook}
 */
export async function executeChapters(
  chapters: readonly Chapter[],
  options: ChaptersOptions = {},
): Promise<readonly ChapterResult[]> {
  const {workers = 1} = options;
  if (!(Number.isInteger(workers) && workers > 0)) {
    throw new LookbookError("bad-option", `workers must be a whole number above 0, got ${workers}`);
  }
  const ordered = orderChapters(chapters);
  const keys = chapterKeys(ordered, options);
  const asked = new Set(options.only ?? ordered.map(({name}) => name));
  const waiting = ordered.filter(({name}) => asked.has(name));
  const results = new Map<string, ChapterResult>();
  const running = new Set<Promise<void>>();
  // One chapter that throws, on Ctrl-C or a bad parameter, ends the others too.
  const stop = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, stop.signal]) : stop.signal;
  let thrown: {readonly value: unknown} | undefined;
  const isOver = (): boolean => thrown !== undefined || [...results.values()].some(({status}) => status === "failed");
  while (running.size > 0 || (waiting.length > 0 && !isOver())) {
    const next =
      isOver() || running.size >= workers
        ? -1
        : waiting.findIndex(({after}) => after.every((name) => results.has(name) || !asked.has(name)));
    if (next >= 0) {
      const [chapter] = waiting.splice(next, 1);
      const task: Promise<void> = runChapter(chapter!, keys.get(chapter!.name)!, {...options, signal})
        .then((result) => void results.set(chapter!.name, result))
        .catch((value: unknown) => {
          thrown ??= {value};
          stop.abort();
        })
        .finally(() => running.delete(task));
      running.add(task);
    } else await Promise.race(running);
  }
  if (thrown) throw thrown.value;
  return chapters.map(({name, path}) => results.get(name) ?? {name, path, status: "skipped"});
}

/** Parts of each chapter's key; the keys of those it consumes from are among them, so a change runs all that follows from it. */
export function chapterKeys(
  ordered: readonly OrderedChapter[],
  {cache, parameters = {}}: Pick<ChaptersOptions, "cache" | "parameters">,
): ReadonlyMap<string, KeyParts> {
  const keys = new Map<string, KeyParts>();
  for (const {name, notebook, after} of ordered) {
    const inputs = {given: cache?.inputs ?? null, after: after.map((other) => hashOf(keys.get(other)))};
    keys.set(name, keyParts(notebook, {parameters, code: cache?.code ?? "", inputs}));
  }
  return keys;
}

async function runChapter(
  {name, path, notebook}: OrderedChapter,
  parts: KeyParts,
  options: ChaptersOptions,
): Promise<ChapterResult> {
  const {cache, parameters = {}, onEvent, workers: _, only: __, ...rest} = options;
  const tell = (event: ChapterEvent): void => onEvent?.(name, event);
  const entry = cache && {folder: cache.folder, name};
  if (entry && cache.reuse !== false) {
    const execution = await loadExecution(entry, notebook, {parts, parameters});
    if (execution) {
      tell({type: "cached"});
      return {name, path, status: "cached", execution};
    }
    tell({type: "missed", changed: await changedParts(entry, parts)});
  }
  const execution = await executeNotebook(notebook, {...rest, path, parameters, onEvent: tell});
  const status = execution.failure ? "failed" : "ok";
  if (entry && status === "ok") await storeExecution(entry, parts, execution);
  tell({type: "ended", status, duration: execution.duration});
  return {name, path, status, execution};
}
