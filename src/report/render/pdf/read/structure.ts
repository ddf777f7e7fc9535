import type {PdfFile} from "./pdfFile.js";

/** An element of a tagged PDF (ISO 32000-1, 14.7): `P`, `H1`, `Figure`, `Caption`, `Table`, `TR`. */
export interface Element {
  readonly type: string;
  /** What it shows, for those who cannot see it. */
  readonly alt: string | undefined;
  readonly children: readonly Element[];
  /** Its own marked contents. */
  readonly contents: readonly {readonly page: number; readonly content: number}[];
}

/** The structure of a PDF from its root; undefined where it has no tags. */
export function structureOf({objects, pages}: PdfFile): Element | undefined {
  const numbers = new Map(pages.map((id, i) => [id, i + 1]));
  const root = [...objects.values()].find((body) => body.includes("/Type /StructTreeRoot"));
  const [, top] = /\/K (\d+) 0 R/.exec(root ?? "") ?? [];
  return top === undefined ? undefined : read(top);

  function read(id: string): Element {
    const body = objects.get(id) ?? "";
    const page = numbers.get(/\/Pg (\d+) 0 R/.exec(body)?.[1] ?? "") ?? 0;
    const kids = kidsOf(body);
    const children: Element[] = [];
    const contents: {page: number; content: number}[] = [];
    for (const [token, child, plain] of kids.matchAll(kid)) {
      if (child !== undefined) children.push(read(child));
      else if (plain !== undefined) contents.push({page, content: Number(plain)});
      else {
        const [, content] = /\/MCID (\d+)/.exec(token) ?? [];
        const [, other] = /\/Pg (\d+) 0 R/.exec(token) ?? [];
        if (content !== undefined) contents.push({page: numbers.get(other ?? "") ?? page, content: Number(content)});
      }
    }
    return {type: /\/S \/(\w+)/.exec(body)?.[1] ?? "", alt: altOf(body), children, contents};
  }
}

/** A reference to marked content on some page, a child, or a number of marked content on the element's own page. */
const kid = /<<[^<>]*>>|(\d+) 0 R|(\d+)/g;

function kidsOf(body: string): string {
  const [, list, one] = /\/K (?:\[((?:[^[\]])*)\]|(\d+(?: 0 R)?|<<[^<>]*>>))/.exec(body) ?? [];
  return list ?? one ?? "";
}

function altOf(body: string): string | undefined {
  const [, hex, text] = /\/Alt (?:<([0-9A-F]+)>|\(((?:[^()\\]|\\[\s\S])*)\))/.exec(body) ?? [];
  if (hex !== undefined) return Buffer.from(hex, "hex").subarray(2).swap16().toString("utf16le");
  return text?.replaceAll(/\\([()\\])/g, "$1");
}
