import type {Box} from "./box.js";
import {boxAround, intersection} from "./box.js";
import {fontsOf, type PdfFont, readFont} from "./font.js";
import type {Matrix} from "./matrix.js";
import {identity, matrixOf, times} from "./matrix.js";
import type {Operands} from "./operators.js";
import {eachOperator} from "./operators.js";
import type {PdfFile} from "./pdfFile.js";
import {reference} from "./pdfFile.js";
import {TextRun} from "./textRun.js";

/** Something that a page shows. */
export interface Mark extends Box {
  readonly kind: "text" | "shape" | "picture";
  /** Number of its marked content, which the structure refers to; undefined: furniture of the page, such as its head. */
  readonly content: number | undefined;
  /** What is written; empty for shapes and pictures. */
  readonly text: string;
  /** Font and size of a text, in points. */
  readonly font: string;
  readonly size: number;
  /** Points to a unit of the space it was painted in; 0.75 for the text of a page. */
  readonly scale: number;
  /** Where it can be seen. */
  readonly clip: Box;
}

/** The size of a page in points. @param page number of the page's object */
export function sizeOf(file: PdfFile, page: string): {readonly width: number; readonly height: number} {
  const [, width, height] = /\/MediaBox \[\S+ \S+ (\S+) ([^\]\s]+)\]/.exec(file.objects.get(page) ?? "") ?? [];
  return {width: Number(width ?? 0), height: Number(height ?? 0)};
}

/** Everything that a page shows, in the order it is painted; dots of dotted lines left out. @param page number of the page's object */
export function marksOf(file: PdfFile, page: string): Mark[] {
  const body = file.objects.get(page) ?? "";
  const {width, height} = sizeOf(file, page);
  const painter = new Painter(file, height, {left: 0, top: 0, right: width, bottom: height});
  painter.read(file.stream(reference(body, "Contents") ?? ""), body, identity);
  return painter.marks;
}

/** Points: the dots of a dotted line come in thousands, and none decides anything. */
const dot = 1.5;

interface State {
  readonly matrix: Matrix;
  readonly clip: Box;
}

/** Runs the operators of content streams that move, clip and paint (ISO 32000-1, 8 and 9). */
class Painter {
  readonly marks: Mark[] = [];
  readonly #file: PdfFile;
  readonly #height: number;
  readonly #fonts = new Map<string, PdfFont>();
  readonly #contents: (number | undefined)[] = [];
  readonly #saved: State[] = [];
  #state: State;
  #path: number[] = [];
  #clips = false;

  constructor(file: PdfFile, height: number, clip: Box) {
    this.#file = file;
    this.#height = height;
    this.#state = {matrix: identity, clip};
  }

  /** @param body the page or form that the content belongs to, which knows its fonts and forms */
  read(content: Uint8Array, body: string, base: Matrix): void {
    const outside = this.#state;
    this.#state = {...outside, matrix: times(base, outside.matrix)};
    const fonts = fontsOf(this.#file, body);
    const run = new TextRun(({text, font, size, corners}) => {
      const {matrix} = this.#state;
      this.#paint("text", corners, {text, font: font.name, size: size * Math.hypot(matrix[2], matrix[3])});
    });
    eachOperator(content, (operator, operands) => {
      if (operator === "Tf")
        run.font(this.#font(fonts.get(operands.texts[0]!.slice(1)) ?? ""), operands.numbers[0] ?? 0);
      else if (operator === "Do") this.#show(operands.texts[0]!.slice(1), body);
      else if (!run.follow(operator, operands)) this.#draw(operator, operands);
    });
    this.#state = outside;
  }

  #draw(operator: string, {numbers, texts}: Operands): void {
    switch (operator) {
      case "q":
        this.#saved.push(this.#state);
        return;
      case "Q":
        this.#state = this.#saved.pop() ?? this.#state;
        return;
      case "cm":
        this.#state = {...this.#state, matrix: times(matrixOf(numbers), this.#state.matrix)};
        return;
      case "re": {
        const [x = 0, y = 0, width = 0, height = 0] = numbers;
        this.#path.push(x, y, x + width, y + height);
        // The other diagonal, for a space that is turned.
        this.#path.push(x + width, y, x, y + height);
        return;
      }
      case "m":
      case "l":
      case "c":
      case "v":
      case "y":
        this.#path.push(...numbers);
        return;
      case "W":
      case "W*":
        this.#clips = true;
        return;
      case "n":
        this.#endPath();
        return;
      case "f":
      case "f*":
      case "S":
      case "s":
      case "B":
      case "B*":
      case "b":
        if (this.#path.length > 0) this.#paint("shape", this.#path);
        this.#endPath();
        return;
      case "BDC":
      case "BMC": {
        const [, content] = /\/MCID (\d+)/.exec(texts.join(" ")) ?? [];
        this.#contents.push(content === undefined ? this.#contents.at(-1) : Number(content));
        return;
      }
      case "EMC":
        this.#contents.pop();
    }
  }

  #endPath(): void {
    if (this.#clips && this.#path.length > 0) {
      const {matrix, clip} = this.#state;
      this.#state = {matrix, clip: intersection(clip, boxAround(this.#path, matrix, this.#height))};
    }
    this.#path = [];
    this.#clips = false;
  }

  #font(id: string): PdfFont {
    const font = this.#fonts.get(id) ?? readFont(this.#file, id);
    this.#fonts.set(id, font);
    return font;
  }

  #show(name: string, body: string): void {
    const [, id = ""] = new RegExp(`/${name} (\\d+) 0 R`).exec(body) ?? [];
    const form = this.#file.objects.get(id) ?? "";
    if (form.includes("/Subtype /Image")) this.#paint("picture", [0, 0, 1, 0, 0, 1, 1, 1]);
    else if (form.includes("/Subtype /Form")) {
      const [, numbers] = /\/Matrix \[([^\]]*)\]/.exec(form) ?? [];
      const matrix = numbers === undefined ? identity : matrixOf(numbers.trim().split(/\s+/).map(Number));
      this.read(this.#file.stream(id), form, matrix);
    }
  }

  #paint(kind: Mark["kind"], points: readonly number[], written = {text: "", font: "", size: 0}): void {
    const {clip, matrix} = this.#state;
    const box = boxAround(points, matrix, this.#height);
    const seen = kind === "text" ? box : intersection(box, clip);
    const [width, height] = [seen.right - seen.left, seen.bottom - seen.top];
    if (width < 0 || height < 0 || (kind === "shape" && width < dot && height < dot)) return;
    const scale = Math.round(Math.hypot(matrix[0], matrix[1]) * 1000) / 1000;
    this.marks.push({kind, ...seen, ...written, scale, clip, content: this.#contents.at(-1)});
  }
}
