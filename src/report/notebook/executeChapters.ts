import {availableParallelism} from "node:os";
import {dirname} from "node:path";
import {LookbookError} from "../../core/errors.js";
import {assumedDemand, Budget, type Demand, type Limits} from "./budget.js";
import {type KeptExecution, type LastRun, storeExecution} from "./cache.js";
import {type KeyContext, KeyMaker} from "./chapterKeys.js";
import {type ExecuteOptions, type Execution, type ExecutionEvent, executeNotebook} from "./execute.js";
import {SpareKernels} from "./kernel/spareKernels.js";
import type {KeyParts} from "./key.js";
import {lookUp, type Miss} from "./lookUp.js";
import {type Chapter, linksOf, type OrderedChapter, orderChapters} from "./order.js";
import type {Parameters} from "./parameters.js";

/** Options for {@link executeChapters}. */
export interface ChaptersOptions
  extends Pick<ExecuteOptions, "cellTimeout" | "notebookTimeout" | "outputLimit" | "settle" | "env" | "signal"> {
  readonly parameters?: Parameters;
  /** Chapters that may run at the same time; defaults to 1. */
  readonly workers?: number;
  /** Bytes that they may take together, each as in its last run; defaults to no limit. */
  readonly memory?: number | undefined;
  /** Processors that they may keep busy together; defaults to those that this process may use. */
  readonly cores?: number;
  /** Names of the chapters to run; defaults to all. What they consume from the others must have been made before. */
  readonly only?: readonly string[] | undefined;
  /** Where executed notebooks are kept; nothing is kept without it. */
  readonly cache?: ChapterCache;
  /** Kernels started in the environment of these options, kept and ended by the caller; defaults to those of this call alone. */
  readonly spares?: SpareKernels | undefined;
  readonly onEvent?: ((chapter: string, event: ChapterEvent) => void) | undefined;
}

/** Where executed notebooks are kept, and what they depend on beside themselves and their parameters. */
export interface ChapterCache extends Omit<KeyContext, "parameters"> {
  readonly folder: string;
  /** False runs everything and stores it anew; defaults to true. */
  readonly reuse?: boolean;
}

/** What happens while a chapter runs. */
export type ChapterEvent =
  | ExecutionEvent
  | {readonly type: "cached"; readonly execution: Execution}
  /** No stored run serves; why not, and what is known of the last one. */
  | ({readonly type: "missed"} & Omit<Miss, "execution">)
  /** It could run but for want of what is named. */
  | {readonly type: "waits"; readonly for: keyof Limits}
  | {readonly type: "ended"; readonly status: ChapterResult["status"]; readonly execution: Execution};

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
 * Runs the chapters of a report: what one consumes is made before, independent ones run side by side as far as memory and processors
 * go, and what was run before with the same key is taken from the cache. After a failure no further chapter is started; those that run
 * are finished. Each run is kept as soon as it is over, so a build that is stopped goes on where it was.
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
  const conductor = new Conductor(orderChapters(chapters), options);
  const results = await conductor.conduct();
  return chapters.map(({name, path}) => results.get(name) ?? {name, path, status: "skipped"});
}

class Conductor {
  readonly #ordered: readonly OrderedChapter[];
  readonly #options: ChaptersOptions;
  readonly #limits: Limits;
  readonly #asked: ReadonlySet<string>;
  readonly #keys: KeyMaker;
  readonly #budget: Budget;
  readonly #spares: SpareKernels;
  readonly #results = new Map<string, ChapterResult>();
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  #thrown: {readonly value: unknown} | undefined;
  /** Chapters that have to run, or may have to, and have not started. */
  #waiting = 0;

  constructor(ordered: readonly OrderedChapter[], options: ChaptersOptions) {
    const {workers = 1, memory = Number.POSITIVE_INFINITY, cores = availableParallelism(), env = process.env} = options;
    this.#ordered = ordered;
    this.#options = options;
    this.#limits = {workers, memory, cores};
    this.#asked = new Set(options.only ?? ordered.map(({name}) => name));
    this.#keys = new KeyMaker({...options.cache, parameters: options.parameters});
    this.#budget = new Budget(this.#limits);
    this.#signal = options.signal ? AbortSignal.any([options.signal, this.#stop.signal]) : this.#stop.signal;
    this.#spares = options.spares ?? new SpareKernels({env, signal: this.#signal});
  }

  async conduct(): Promise<ReadonlyMap<string, ChapterResult>> {
    const unsettled = await this.#takeFromCache();
    this.#waiting = unsettled.length;
    const runs = new Map<string, Promise<void>>();
    for (const one of unsettled) runs.set(one.chapter.name, this.#finish(one, runs));
    await Promise.all(runs.values());
    if (!this.#options.spares) await this.#spares.close();
    if (this.#thrown) throw this.#thrown.value;
    return this.#results;
  }

  /** What needs no run. @returns the others; without a miss those whose key is known only when what they consume is made */
  async #takeFromCache(): Promise<readonly Unsettled[]> {
    const unsettled: Unsettled[] = [];
    for (const chapter of this.#ordered) {
      const parts = await this.#keys.keyOf(chapter);
      if (!this.#asked.has(chapter.name)) continue;
      const isKnown = chapter.after.every((name) => this.#results.has(name) || !this.#asked.has(name));
      const miss = isKnown ? await this.#lookUp(chapter, parts) : undefined;
      if (!this.#results.has(chapter.name)) unsettled.push({chapter, miss});
    }
    return unsettled;
  }

  async #lookUp(chapter: OrderedChapter, parts: KeyParts): Promise<Miss | undefined> {
    const {cache, parameters = {}} = this.#options;
    const {name, path} = chapter;
    if (cache === undefined) return {reasons: [], last: undefined};
    const found = await lookUp(chapter, {cache: {...cache, name}, parts, parameters});
    if (found.execution === undefined) return found;
    this.#results.set(name, {name, path, status: "cached", execution: found.execution});
    this.#tell(name, {type: "cached", execution: found.execution});
    return undefined;
  }

  /** Never rejects: the first thing thrown, on Ctrl-C or for a bad parameter, ends the other chapters too and is thrown at the end. */
  async #finish({chapter, miss: known}: Unsettled, runs: ReadonlyMap<string, Promise<void>>): Promise<void> {
    const {name, after} = chapter;
    try {
      await Promise.all(after.map((other) => runs.get(other)));
      if (this.#isOver()) return;
      const parts = await this.#keys.keyOf(chapter);
      const miss = known ?? (await this.#lookUp(chapter, parts));
      if (miss === undefined) return;
      const leave = await this.#budget.enter(demandOf(miss.last, this.#limits), {
        rank: this.#ordered.indexOf(chapter),
        onWait: (blocker) => this.#tell(name, {type: "waits", for: blocker}),
      });
      try {
        if (!this.#isOver()) await this.#run(chapter, parts, miss);
      } finally {
        leave();
      }
    } catch (value) {
      this.#thrown ??= {value};
      this.#stop.abort();
    } finally {
      this.#waiting--;
    }
  }

  async #run(chapter: OrderedChapter, parts: KeyParts, {reasons, last}: Miss): Promise<void> {
    const {name, path, notebook} = chapter;
    const {cache, workers: _, memory: __, cores: ___, only: ____, spares: _____, ...rest} = this.#options;
    if (cache) this.#tell(name, {type: "missed", reasons, last});
    const folder = dirname(path);
    const started = this.#spares.take(folder, this.#signal);
    const onEvent = (event: ExecutionEvent): void => {
      // The next chapter's kernel starts while the first cells of this one run.
      if (event.type === "started" && this.#waiting > this.#limits.workers) this.#spares.prepare(folder);
      this.#tell(name, event);
    };
    const execution = await executeNotebook(notebook, {...rest, path, onEvent, started, signal: this.#signal});
    const status = execution.failure ? "failed" : "ok";
    if (cache && status === "ok") {
      const products = await productsOf(chapter, cache);
      await storeExecution({...cache, name}, parts, {...execution, products});
    }
    this.#results.set(name, {name, path, status, execution});
    this.#tell(name, {type: "ended", status, execution});
  }

  #isOver(): boolean {
    return this.#thrown !== undefined || [...this.#results.values()].some(({status}) => status === "failed");
  }

  #tell(name: string, event: ChapterEvent): void {
    this.#options.onEvent?.(name, event);
  }
}

interface Unsettled {
  readonly chapter: OrderedChapter;
  readonly miss: Miss | undefined;
}

/** What a chapter took when it ran last; where nothing is known, what is assumed. */
function demandOf(last: LastRun | undefined, limits: Limits): Demand {
  if (last === undefined || !(last.peakMemory > 0)) return assumedDemand(limits);
  return {memory: last.peakMemory, cores: Math.max(1, last.cpu / Math.max(1, last.duration))};
}

async function productsOf(chapter: Chapter, {identify}: ChapterCache): Promise<NonNullable<KeptExecution["products"]>> {
  const {produces} = linksOf(chapter);
  return Object.fromEntries(await Promise.all(produces.map(async (name) => [name, await identify?.(name)])));
}
