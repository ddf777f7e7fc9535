import type {PdfFont} from "./font.js";
import type {Matrix} from "./matrix.js";
import {identity, matrixOf, place, times} from "./matrix.js";
import type {Operands} from "./operators.js";

/** A piece of text on one line, in the space it was written in. */
export interface Run {
  readonly text: string;
  readonly font: PdfFont;
  /** In that space. */
  readonly size: number;
  /** Four corners, x and y in turn. */
  readonly corners: readonly number[];
}

/** Gathers glyphs into runs (ISO 32000-1, 9.4): Chromium writes each glyph on its own. */
export class TextRun {
  readonly #finished: (run: Run) => void;
  #font: PdfFont | undefined;
  #size = 0;
  #line: Matrix = identity;
  #text = "";
  #from: Matrix = identity;
  #end = 0;

  constructor(finished: (run: Run) => void) {
    this.#finished = finished;
  }

  /** Ends the run, if there is one. */
  finish(): void {
    const [, , c, d] = this.#from;
    if (this.#font && this.#text.trim() !== "") {
      // From the foot of a p to the head of a b, near enough for every font here.
      const corners = [-0.22, 0.72].flatMap((rise) =>
        [0, this.#end].flatMap((x) => place(this.#from, x, rise * this.#size)),
      );
      this.#finished({text: this.#text, font: this.#font, size: this.#size * Math.hypot(c, d), corners});
    }
    this.#text = "";
    this.#end = 0;
  }

  font(font: PdfFont, size: number): void {
    this.finish();
    this.#font = font;
    this.#size = size;
  }

  /** Obeys an operator of text; false for any other. */
  follow(operator: string, {numbers, texts}: Operands): boolean {
    switch (operator) {
      case "BT":
        this.#moveTo(identity);
        return true;
      case "ET":
        this.finish();
        return true;
      case "Tm":
        this.#moveTo(matrixOf(numbers));
        return true;
      case "Td":
        this.#moveBy(numbers[0] ?? 0, numbers[1] ?? 0);
        return true;
      case "Tj":
      case "TJ":
        for (const hex of texts) this.#show(hex);
        return true;
      default:
        return false;
    }
  }

  #moveTo(line: Matrix): void {
    this.finish();
    this.#line = line;
  }

  /** Along the line the run goes on; to another line, it ends. */
  #moveBy(x: number, y: number): void {
    if (y !== 0) this.finish();
    this.#line = times([1, 0, 0, 1, x, y], this.#line);
  }

  /** @param hex glyphs of two bytes each, in brackets */
  #show(hex: string): void {
    if (this.#text === "") this.#from = this.#line;
    let at = this.#line[4] - this.#from[4];
    for (let i = 1; i + 4 < hex.length; i += 4) {
      const glyph = Number.parseInt(hex.slice(i, i + 4), 16);
      this.#text += this.#font?.text(glyph) ?? "";
      at += ((this.#font?.width(glyph) ?? 500) / 1000) * this.#size;
    }
    this.#end = Math.max(this.#end, at);
  }
}
