import type {BuildEvent} from "../../report/build/build.js";
import {BuildState} from "./buildState.js";
import {lineOf, madeOf, plural} from "./words.js";

/** In a log: a line for each thing that happens, one for each tenth of a long task. */
export class PlainView {
  readonly state: BuildState = new BuildState();
  readonly #write: (text: string) => void;
  readonly #now: () => number;
  #told = "";

  constructor({write, now}: {readonly write: (text: string) => void; readonly now: () => number}) {
    this.#write = write;
    this.#now = now;
  }

  take(event: BuildEvent): void {
    this.state.take(event, this.#now());
    switch (event.type) {
      case "chapters":
        this.note(`${plural(event.names.length, "chapter")}, profile ${event.profile}`);
        break;
      case "rendered":
        this.#line("report", madeOf(event));
        break;
      case "printed":
        this.#line("pdf", madeOf(event));
        break;
      case "chapter": {
        const text = event.event.type === "progress" ? this.#news(event.event.text.trim()) : lineOf(event.event);
        if (text !== undefined) this.#line(event.chapter, text);
        break;
      }
      case "warning":
        break;
    }
  }

  note(text: string): void {
    this.#write(`${text}\n`);
  }

  #line(name: string, text: string): void {
    this.note(`${name.padEnd(this.state.width)}  ${text}`);
  }

  /** In a log, one line a tenth of a task is enough. */
  #news(text: string): string | undefined {
    const before = this.#told;
    this.#told = text;
    return tenthOf(text) === tenthOf(before) ? undefined : text;
  }
}

function tenthOf(line: string): string {
  const [, task, percent] = /^(.*?) {2}(\d+) %/.exec(line) ?? [undefined, line, "100"];
  return `${task} ${Math.floor(Number(percent) / 10)}`;
}
