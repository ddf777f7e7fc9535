import {fontsOf, type PdfFont, readFont} from "./font.js";
import {eachOperator} from "./operators.js";
import type {PdfFile} from "./pdfFile.js";
import {reference} from "./pdfFile.js";

/** A box on a page, in points from its upper left corner. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

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

type Matrix = readonly [number, number, number, number, number, number];

interface State {
  readonly matrix: Matrix;
  readonly clip: Box;
}

/** The size of a page in points. @param page number of the page's object */
export function sizeOf(file: PdfFile, page: string): {readonly width: number; readonly height: number} {
  const [, width, height] = /\/MediaBox \[\S+ \S+ (\S+) ([^\]\s]+)\]/.exec(file.objects.get(page) ?? "") ?? [];
  return {width: Number(width ?? 0), height: Number(height ?? 0)};
}

/** Everything that a page shows, in the order it is painted. @param page number of the page's object */
export function marksOf(file: PdfFile, page: string): Mark[] {
  const body = file.objects.get(page) ?? "";
  const {width, height} = sizeOf(file, page);
  const reader = new Reader(file, height, {left: 0, top: 0, right: width, bottom: height});
  reader.read(file.stream(reference(body, "Contents") ?? ""), body, [1, 0, 0, 1, 0, 0]);
  return reader.marks;
}

/** Runs the operators of a content stream (ISO 32000-1, 8 and 9) that move, clip and paint. */
class Reader {
  readonly marks: Mark[] = [];
  readonly #file: PdfFile;
  readonly #height: number;
  #state: State;
  #contents: (number | undefined)[] = [];
  readonly #fonts = new Map<string, PdfFont>();

  constructor(file: PdfFile, height: number, clip: Box) {
    this.#file = file;
    this.#height = height;
    this.#state = {matrix: [1, 0, 0, 1, 0, 0], clip};
  }

  read(content: Uint8Array, body: string, base: Matrix): void {
    const outside = this.#state;
    const stack: State[] = [];
    this.#state = {...outside, matrix: times(base, outside.matrix)};
    let path: number[] = [];
    let clips = false;
    let font: PdfFont | undefined;
    let size = 0;
    let line: Matrix = [1, 0, 0, 1, 0, 0];
    let run: {text: string; from: Matrix; end: number} | undefined;
    const fonts = fontsOf(this.#file, body);
    const finish = (): void => {
      if (run && font && run.text.trim() !== "") this.#text(run, font, size);
      run = undefined;
    };
    eachOperator(content, (operator, {numbers, texts}) => {
      switch (operator) {
        case "q":
          stack.push(this.#state);
          break;
        case "Q":
          this.#state = stack.pop() ?? this.#state;
          break;
        case "cm":
          this.#state = {...this.#state, matrix: times(numbers as unknown as Matrix, this.#state.matrix)};
          break;
        case "re": {
          const [x = 0, y = 0, w = 0, h = 0] = numbers;
          path.push(x, y, x + w, y, x, y + h, x + w, y + h);
          break;
        }
        case "m":
        case "l":
        case "c":
        case "v":
        case "y":
          path.push(...numbers);
          break;
        case "W":
        case "W*":
          clips = true;
          break;
        case "f":
        case "f*":
        case "S":
        case "s":
        case "B":
        case "B*":
        case "b":
        case "n":
          if (operator !== "n" && path.length > 0) this.#paint("shape", path);
          if (clips && path.length > 0)
            this.#state = {...this.#state, clip: intersection(this.#state.clip, this.#boxOf(path))};
          path = [];
          clips = false;
          break;
        case "BDC":
        case "BMC": {
          const inner = /\/MCID (\d+)/.exec(texts.join(" "));
          this.#contents.push(inner ? Number(inner[1]) : this.#contents.at(-1));
          break;
        }
        case "EMC":
          this.#contents.pop();
          break;
        case "BT":
          line = [1, 0, 0, 1, 0, 0];
          break;
        case "ET":
          finish();
          break;
        case "Tf": {
          finish();
          const id = fonts.get(texts[0]!.slice(1)) ?? "";
          font = this.#fonts.get(id) ?? readFont(this.#file, id);
          this.#fonts.set(id, font);
          size = numbers[0] ?? 0;
          break;
        }
        case "Tm":
          finish();
          line = [...numbers] as unknown as Matrix;
          break;
        case "Td": {
          const [x = 0, y = 0] = numbers;
          if (y !== 0) finish();
          line = times([1, 0, 0, 1, x, y], line);
          break;
        }
        case "Tj":
        case "TJ":
          for (const hex of texts) {
            run ??= {text: "", from: line, end: 0};
            let at = line[4] - run.from[4];
            for (let i = 1; i + 4 < hex.length; i += 4) {
              const glyph = Number.parseInt(hex.slice(i, i + 4), 16);
              run.text += font?.text(glyph) ?? "";
              at += ((font?.width(glyph) ?? 500) / 1000) * size;
            }
            run.end = Math.max(run.end, at);
          }
          break;
        case "Do":
          this.#show(texts[0]!.slice(1), body);
          break;
      }
    });
    this.#state = outside;
  }

  #text({text, from, end}: {text: string; from: Matrix; end: number}, font: PdfFont, size: number): void {
    const [a, b, c, d, e, f] = from;
    // From the foot of a p to the head of a b, near enough for every font here.
    const corners = [-0.22, 0.72].flatMap((rise) => [0, end].flatMap((x) => place([a, b, c, d, e, f], x, rise * size)));
    const {matrix} = this.#state;
    this.#paint("text", corners, text, font.name, size * Math.hypot(matrix[2], matrix[3]) * Math.hypot(c, d));
  }

  #show(name: string, body: string): void {
    const [, id = ""] = new RegExp(`/${name} (\\d+) 0 R`).exec(body) ?? [];
    const form = this.#file.objects.get(id) ?? "";
    if (form.includes("/Subtype /Image")) this.#paint("picture", [0, 0, 1, 0, 0, 1, 1, 1]);
    else if (form.includes("/Subtype /Form")) {
      const matrix = /\/Matrix \[([^\]]*)\]/.exec(form)?.[1]?.trim().split(/\s+/).map(Number);
      this.read(this.#file.stream(id), form, (matrix as unknown as Matrix | undefined) ?? [1, 0, 0, 1, 0, 0]);
    }
  }

  #paint(kind: Mark["kind"], points: readonly number[], text = "", font = "", size = 0): void {
    const box = this.#boxOf(points);
    const {clip, matrix} = this.#state;
    const scale = Math.round(Math.hypot(matrix[0], matrix[1]) * 1000) / 1000;
    const seen = kind === "text" ? box : intersection(box, clip);
    if (seen.right < seen.left || seen.bottom < seen.top) return;
    // The dots of a dotted line: thousands of them, and none decides anything.
    if (kind === "shape" && seen.right - seen.left < dot && seen.bottom - seen.top < dot) return;
    this.marks.push({kind, ...seen, text, font, size, scale, clip, content: this.#contents.at(-1)});
  }

  #boxOf(points: readonly number[]): Box {
    const xs: number[] = [];
    const ys: number[] = [];
    for (let i = 0; i + 1 < points.length; i += 2) {
      const [x, y] = place(this.#state.matrix, points[i]!, points[i + 1]!);
      xs.push(x);
      ys.push(this.#height - y);
    }
    // Long paths: no spreading of thousands of arguments.
    const least = (list: number[]): number => list.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const most = (list: number[]): number => list.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    return {left: least(xs), top: least(ys), right: most(xs), bottom: most(ys)};
  }
}

/** Points. */
const dot = 1.5;

function times(a: Matrix, b: Matrix): Matrix {
  return [
    a[0] * b[0] + a[1] * b[2],
    a[0] * b[1] + a[1] * b[3],
    a[2] * b[0] + a[3] * b[2],
    a[2] * b[1] + a[3] * b[3],
    a[4] * b[0] + a[5] * b[2] + b[4],
    a[4] * b[1] + a[5] * b[3] + b[5],
  ];
}

function place(matrix: Matrix, x: number, y: number): [number, number] {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

function intersection(a: Box, b: Box): Box {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}
