import {fence} from "./protocol.js";

/** Reads one standard stream of the child, on which native code writes: what lies between two fences belongs to one cell. */
export class NativeOutput {
  /** How many cells have closed. */
  fences = 0;
  readonly #limit: number;
  #parts: string[] = [];
  #length = 0;
  /** The end of what came: a fence may have begun in it. */
  #tail = "";

  /** @param limit characters kept for one cell; what is more is dropped */
  constructor(limit: number) {
    this.#limit = limit;
  }

  push(chunk: string): void {
    const parts = (this.#tail + chunk).split(fence);
    const last = parts.pop()!;
    for (const part of parts) this.#keep(part);
    this.fences += parts.length;
    const cut = Math.max(0, last.length - fence.length + 1);
    this.#keep(last.slice(0, cut));
    this.#tail = last.slice(cut);
  }

  /** True where more came than is kept. */
  get isFull(): boolean {
    return this.#length > this.#limit;
  }

  /** Takes what came since the last time. */
  take(): string {
    this.#keep(this.#tail);
    const text = this.#parts.join("");
    this.#parts = [];
    this.#length = 0;
    this.#tail = "";
    return text;
  }

  #keep(part: string): void {
    if (!this.isFull) this.#parts.push(part);
    this.#length += part.length;
  }
}
