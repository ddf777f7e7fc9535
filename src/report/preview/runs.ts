import type {ChapterEvent, ChaptersOptions, executeChapters} from "../notebook/executeChapters.js";
import {executionError} from "../notebook/executionFailure.js";
import {excerptOf} from "./excerpt.js";
import {type Problem, problemOf} from "./problem.js";
import {namesOf, type Project} from "./readProject.js";
import {type ShownChapter, sameParts} from "./shownChapter.js";

/** A chapter that runs, and where it is. */
export interface RunningChapter {
  readonly chapter: string;
  /** Of the cells that run, from 1; 0 while the kernel starts. */
  readonly cell: number;
  readonly cells: number;
  readonly firstLine: string;
}

/** What {@link Runs} is given. */
export interface RunsOptions {
  readonly execute: typeof executeChapters;
  /** How many chapters may run at a time; one that was just edited may join them at once. */
  readonly workers: number;
  /** A run came to its next cell. */
  readonly onProgress: () => void;
  /** A run is over, well, badly or cut short; where it went well, its outputs are in the cache. */
  readonly onEnd: () => void;
}

/** The chapters that run at present, each in a run of its own that ends when it is no longer wanted. */
export class Runs {
  readonly #options: RunsOptions;
  readonly #running = new Map<string, Run>();
  /** How chapters came out, each with the key it had. */
  readonly #ended = new Map<string, Ended>();

  constructor(options: RunsOptions) {
    this.#options = options;
  }

  get running(): readonly RunningChapter[] {
    return [...this.#running.values()].map(({at}) => at);
  }

  /** Why a chapter failed as it stands. */
  failureOf({name, parts}: ShownChapter): Problem | undefined {
    const ended = this.#ended.get(name);
    return ended && sameParts(ended.parts, parts) ? ended.problem : undefined;
  }

  /** Lets a chapter run again that has run as it stands. */
  forget(name: string): void {
    this.#ended.delete(name);
  }

  /** Ends the runs of chapters that have changed since. */
  stopOutdated(shown: readonly ShownChapter[]): void {
    for (const [name, {parts, stop}] of this.#running) {
      const chapter = shown.find((one) => one.name === name);
      if (chapter?.age === "fresh" || !sameParts(chapter?.parts, parts)) stop.abort();
    }
  }

  /** Starts chapters in their order as far as there is room; none twice as it stands. */
  start(chapters: readonly ShownChapter[], {edited, ...from}: StartOptions): void {
    for (const chapter of chapters) {
      const {name, parts} = chapter;
      const room = this.#options.workers + (name === edited ? 1 : 0);
      if (this.#running.has(name) || sameParts(this.#ended.get(name)?.parts, parts)) continue;
      if (this.#running.size < room) this.#start(chapter, from);
    }
  }

  /** Ends all runs; resolves when their processes are gone. */
  async close(): Promise<void> {
    const runs = [...this.#running.values()];
    for (const {stop} of runs) stop.abort();
    await Promise.all(runs.map(({ended}) => ended));
  }

  #start({name, parts}: ShownChapter, {project, how}: Omit<StartOptions, "edited">): void {
    const {execute, onProgress, onEnd} = this.#options;
    const stop = new AbortController();
    const onEvent = (_: string, event: ChapterEvent): void => {
      if (event.type !== "cell") return;
      run.at = {chapter: name, cell: event.position, cells: event.cells, firstLine: event.firstLine};
      onProgress();
    };
    const work = async (): Promise<Problem | undefined> => {
      try {
        const results = await execute(project.chapters, {...how, only: [name], signal: stop.signal, onEvent});
        const failure = results.find((result) => result.name === name)?.execution?.failure;
        return failure && problemIn(project, name, executionError(name, failure));
      } catch (thrown) {
        return problemIn(project, name, thrown);
      }
    };
    const ended = work().then((problem) => {
      this.#running.delete(name);
      if (!stop.signal.aborted) this.#ended.set(name, {parts, problem});
      onEnd();
    });
    const run: Run = {parts, stop, ended, at: {chapter: name, cell: 0, cells: 0, firstLine: ""}};
    this.#running.set(name, run);
  }
}

/** What a run is started with. */
export interface StartOptions {
  readonly project: Project;
  /** As the build runs chapters. */
  readonly how: ChaptersOptions;
  /** The chapter that was edited last. */
  readonly edited: string | undefined;
}

interface Run {
  readonly parts: ShownChapter["parts"];
  readonly stop: AbortController;
  readonly ended: Promise<void>;
  at: RunningChapter;
}

interface Ended {
  readonly parts: ShownChapter["parts"];
  readonly problem: Problem | undefined;
}

/** A failure with the lines of the cell where it happened. */
function problemIn(project: Project, name: string, thrown: unknown): Problem {
  const problem = problemOf(thrown, [...namesOf(project), {name, path: name}]);
  const {notebook} = project.chapters.find((one) => one.name === name)!;
  const source = notebook.cells[(problem.cell ?? 0) - 1]?.source;
  const shown = /^> *\d+ \|/m.test(problem.detail);
  const excerpt = source === undefined || shown ? "" : excerptOf(source, `${problem.message}\n${problem.detail}`);
  return {...problem, chapter: name, detail: [excerpt, problem.detail].filter(Boolean).join("\n\n")};
}
