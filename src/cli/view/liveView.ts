import {seconds} from "../../core/progress.js";
import type {BuildEvent} from "../../report/build/build.js";
import {BuildState, type ChapterState, timeLeft} from "./buildState.js";
import {LiveBlock, type Terminal} from "./liveBlock.js";
import {bytes, lineOf, madeOf, plural} from "./words.js";

/** Where a live view is drawn and which clock it reads. */
export interface LiveEnds extends Terminal {
  /** Milliseconds, of a clock that never goes back. */
  readonly now: () => number;
}

/** On a terminal: finished chapters above, one line for each that runs, and one for the whole. */
export class LiveView {
  readonly state: BuildState = new BuildState();
  readonly #ends: LiveEnds;
  readonly #block: LiveBlock;
  #finished: string[] = [];
  #drawnAt = Number.NEGATIVE_INFINITY;
  #work = "";

  constructor(ends: LiveEnds) {
    this.#ends = ends;
    this.#block = new LiveBlock(ends);
  }

  take(event: BuildEvent): void {
    this.state.take(event, this.#ends.now());
    const line = this.#lineOf(event);
    if (line !== undefined) this.#finished.push(line);
    // A cell that prints progress a thousand times a second is drawn ten times.
    if (line !== undefined || this.#ends.now() - this.#drawnAt >= 100) this.draw();
  }

  /** Draws what stands now; called by the second, too, for time goes on without events. */
  draw(): void {
    this.#drawnAt = this.#ends.now();
    this.#block.draw(this.#lines(), this.#finished);
    this.#finished = [];
  }

  clear(): void {
    if (this.#finished.length > 0) this.draw();
    this.#block.clear();
  }

  note(text: string): void {
    this.#finished.push(text);
  }

  #lineOf(event: BuildEvent): string | undefined {
    const named = (name: string, text: string): string => `${name.padEnd(this.state.width)}  ${text}`;
    switch (event.type) {
      case "chapters":
        return `${plural(event.names.length, "chapter")}, profile ${event.profile}`;
      case "chapter": {
        if (event.event.type === "waits") return undefined;
        const text = lineOf(event.event);
        return text === undefined ? undefined : named(event.chapter, text);
      }
      case "rendered":
        this.#work = event.kept ? "" : "printing the PDF ...";
        return named("report", madeOf(event));
      case "printed":
        this.#work = "";
        return named("pdf", madeOf(event));
      case "warning":
        return undefined;
    }
  }

  #lines(): readonly string[] {
    const chapters = [...this.state.chapters.values()];
    const running = chapters.filter(({status}) => status === "running");
    const now = this.#ends.now();
    const lines = running.map((chapter) => lineOfRunning(chapter, this.state.width, now));
    if (this.#work !== "") return [...lines, this.#work];
    if (running.length === 0) return lines;
    const done = this.state.count("ok", "cached", "failed");
    const waiting = chapters.filter(({status}) => status === "waiting").map(({name}) => name);
    const whole = `${done} of ${chapters.length} chapters done`;
    return [...lines, waiting.length > 0 ? `${whole}; waiting: ${waiting.join(", ")}` : whole];
  }
}

/** What is short comes first: the end is cut off where the window is narrow. */
function lineOfRunning(chapter: ChapterState, width: number, now: number): string {
  const {name, cell, cells, firstLine, progress, memory, startedAt} = chapter;
  const left = timeLeft(chapter, now);
  const parts = [
    name.padEnd(width),
    cell > 0 ? `cell ${cell} of ${cells}` : "starting",
    left === undefined ? seconds((now - startedAt) / 1000) : `${seconds(left / 1000)} left`,
    memory > 0 ? bytes(memory) : "",
    progress,
    firstLine,
  ];
  return parts.filter(Boolean).join("  ");
}
