import type {StepReport} from "../../core/step.js";
import type {BuildEvent} from "../../report/build/build.js";
import type {CellReport} from "../../report/notebook/execute.js";
import type {ChapterEvent} from "../../report/notebook/executeChapters.js";

/** Where a chapter is. */
export interface ChapterState {
  readonly name: string;
  status: "pending" | "waiting" | "running" | "ok" | "cached" | "failed";
  /** Why it runs. */
  reasons: readonly string[];
  /** Position of the running cell among those that run, from 1, and their number. */
  cell: number;
  cells: number;
  firstLine: string;
  /** What the running cell tells of its work. */
  progress: string;
  /** Bytes. */
  memory: number;
  /** Milliseconds, of the clock that the state was given. */
  startedAt: number;
  cellStartedAt: number;
  /** Milliseconds that each cell took the last time. */
  expected: readonly number[];
  duration: number;
  peakMemory: number;
  reports: readonly CellReport[];
  steps: readonly StepReport[];
}

/** All that a view of a build shows, kept up to date by its events. */
export class BuildState {
  profile: string = "";
  readonly chapters: Map<string, ChapterState> = new Map();
  readonly warnings: string[] = [];
  rendered: Extract<BuildEvent, {type: "rendered"}> | undefined;
  printed: Extract<BuildEvent, {type: "printed"}> | undefined;

  /** @param now milliseconds of a clock that never goes back */
  take(event: BuildEvent, now: number): void {
    switch (event.type) {
      case "chapters":
        this.profile = event.profile;
        for (const name of event.names) this.chapters.set(name, newChapter(name));
        break;
      case "chapter":
        takeChapter(this.chapterOf(event.chapter), event.event, now);
        break;
      case "warning":
        this.warnings.push(event.text);
        break;
      case "rendered":
        this.rendered = event;
        break;
      case "printed":
        this.printed = event;
        break;
    }
  }

  chapterOf(name: string): ChapterState {
    const known = this.chapters.get(name) ?? newChapter(name);
    this.chapters.set(name, known);
    return known;
  }

  /** Length of the longest name. */
  get width(): number {
    return Math.max(6, ...[...this.chapters.keys()].map((name) => name.length));
  }

  count(...statuses: readonly ChapterState["status"][]): number {
    return [...this.chapters.values()].filter(({status}) => statuses.includes(status)).length;
  }
}

/**
 * Milliseconds that a running chapter has left if its cells take as long as the last time.
 * @returns undefined where it has not run before
 */
export function timeLeft({expected, cell, cellStartedAt}: ChapterState, now: number): number | undefined {
  if (expected.length === 0) return undefined;
  const current = Math.max(0, (expected[cell - 1] ?? 0) - (cell > 0 ? now - cellStartedAt : 0));
  return current + expected.slice(Math.max(0, cell)).reduce((sum, duration) => sum + duration, 0);
}

function newChapter(name: string): ChapterState {
  return {
    name,
    status: "pending",
    reasons: [],
    cell: 0,
    cells: 0,
    firstLine: "",
    progress: "",
    memory: 0,
    startedAt: 0,
    cellStartedAt: 0,
    expected: [],
    duration: 0,
    peakMemory: 0,
    reports: [],
    steps: [],
  };
}

function takeChapter(chapter: ChapterState, event: ChapterEvent, now: number): void {
  switch (event.type) {
    case "waits":
      chapter.status = "waiting";
      break;
    case "missed": {
      const ran = (event.last?.cells ?? []).filter(({status}) => status !== "skipped");
      chapter.expected = ran.map(({duration}) => duration);
      chapter.reasons = event.reasons;
      chapter.status = "running";
      chapter.startedAt = now;
      break;
    }
    case "started":
      chapter.status = "running";
      chapter.cells = event.cells;
      break;
    case "cell":
      chapter.cell = event.position;
      chapter.firstLine = event.firstLine;
      chapter.cellStartedAt = now;
      chapter.progress = "";
      break;
    case "progress":
      chapter.progress = event.text.trim();
      break;
    case "step":
      chapter.steps = [...chapter.steps, event.step];
      break;
    case "memory":
      chapter.memory = event.bytes;
      break;
    case "cached":
    case "ended": {
      const {duration, peakMemory, cells, steps = []} = event.execution;
      chapter.status = event.type === "cached" ? "cached" : event.status === "failed" ? "failed" : "ok";
      Object.assign(chapter, {duration, peakMemory, reports: cells, steps});
      break;
    }
    case "cell-ended":
      break;
  }
}
