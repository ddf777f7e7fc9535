import {fit, widthOf} from "./fit.js";

/** Where a block is drawn. */
export interface Terminal {
  readonly write: (text: string) => void;
  readonly columns: () => number;
}

/**
 * Lines at the foot of a terminal that are drawn over and over, with finished lines above them that stay. Each redraw is one write that
 * overwrites what stood there, so that nothing flickers; when the window has become narrower, the lines that it wrapped are counted.
 */
export class LiveBlock {
  readonly #terminal: Terminal;
  #shown: readonly string[] = [];
  #isHidden = false;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** Draws the block anew, under `finished` lines that stay. */
  draw(lines: readonly string[], finished: readonly string[] = []): void {
    const columns = Math.max(20, this.#terminal.columns());
    const fitting = lines.map((line) => fit(line, columns - 1));
    const above = finished.map((line) => `${line}\u001b[K\n`).join("");
    const block = fitting.map((line) => `${line}\u001b[K\n`).join("");
    const hide = this.#isHidden ? "" : "\u001b[?25l";
    this.#terminal.write(`${hide}${this.#home(columns)}${above}${block}\u001b[J`);
    this.#shown = fitting;
    this.#isHidden = true;
  }

  /** Takes the block away and gives the cursor back. */
  clear(): void {
    if (!this.#isHidden) return;
    this.#terminal.write(`${this.#home(Math.max(20, this.#terminal.columns()))}\u001b[J\u001b[?25h`);
    this.#shown = [];
    this.#isHidden = false;
  }

  /** To the first column of the first line of what is shown. */
  #home(columns: number): string {
    const rows = this.#shown.reduce((sum, line) => sum + Math.max(1, Math.ceil(widthOf(line) / columns)), 0);
    return rows === 0 ? "\r" : `\r\u001b[${rows}A`;
  }
}
