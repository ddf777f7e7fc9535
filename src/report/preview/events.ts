import type {ServerResponse} from "node:http";
import type {Preview} from "./preview.js";

/** Readers who are told what happens, through server-sent events (HTML standard, 9.2). */
export class Events {
  readonly #readers = new Set<ServerResponse>();
  readonly #preview: Preview;
  readonly #unsubscribe: () => void;
  readonly #beat: NodeJS.Timeout;
  #timer: NodeJS.Timeout | undefined;

  constructor(preview: Preview) {
    this.#preview = preview;
    this.#unsubscribe = preview.subscribe(() => this.#soon());
    // A connection that is never used is given up by what lies in between.
    this.#beat = setInterval(() => this.#write(": still here\n\n"), 15_000);
  }

  add(response: ServerResponse): void {
    response.setHeader("Content-Type", "text/event-stream; charset=utf-8");
    response.write(`retry: 500\n\n${this.#message()}`);
    this.#readers.add(response);
    response.on("close", () => this.#readers.delete(response));
  }

  close(): void {
    this.#unsubscribe();
    clearInterval(this.#beat);
    clearTimeout(this.#timer);
    for (const reader of this.#readers) reader.end();
  }

  /** A kernel may start many cells in one moment; a reader wants the last. */
  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#write(this.#message());
    }, 15);
  }

  #message(): string {
    return `data: ${JSON.stringify(this.#preview.state)}\n\n`;
  }

  #write(text: string): void {
    for (const reader of this.#readers) reader.write(text);
  }
}
