import type {PdfFile} from "./pdfFile.js";
import {follow, reference} from "./pdfFile.js";

/** A font of a PDF: what its glyphs mean and how wide they are. */
export interface PdfFont {
  /** Without the tag of its subset: `SourceSerif4-Regular`. */
  readonly name: string;
  /** Of a glyph, in thousandths of the font's size. */
  readonly width: (glyph: number) => number;
  readonly text: (glyph: number) => string;
}

/** Reads a font of type 0 with its widths and its map to Unicode; a font of another type has the width of half its size. */
export function readFont(file: PdfFile, id: string): PdfFont {
  const body = file.objects.get(id) ?? "";
  const [, name = ""] = /\/BaseFont \/(?:[A-Z]{6}\+)?([^\s/<>[\]]+)/.exec(body) ?? [];
  const [, descendant = ""] = /\/DescendantFonts \[(\d+) 0 R/.exec(body) ?? [];
  const widths = widthsOf(file.objects.get(descendant) ?? "");
  const fallback = Number(/\/DW (\S+?)[\s/>]/.exec(`${file.objects.get(descendant) ?? ""} `)?.[1] ?? 500);
  const unicode = unicodeOf(Buffer.from(file.stream(reference(body, "ToUnicode") ?? "")).toString("latin1"));
  return {name, width: (glyph) => widths.get(glyph) ?? fallback, text: (glyph) => unicode.get(glyph) ?? ""};
}

/** The fonts of a page or form, by the name its content calls them. */
export function fontsOf(file: PdfFile, body: string): Map<string, string> {
  const resources = body.includes("/Resources <<") ? body : `${body}${follow(file, body, "Resources")}`;
  const [, list = ""] = /\/Font <<([^>]*)>>/.exec(resources) ?? [];
  return new Map([...list.matchAll(/\/(\S+) (\d+) 0 R/g)].map(([, name, id]) => [name!, id!]));
}

/** `/W [0 [640 228] 14 20 500]` (ISO 32000-1, 9.7.4.3). */
function widthsOf(body: string): Map<number, number> {
  const widths = new Map<number, number>();
  const [, list = ""] = /\/W \[((?:[^[\]]|\[[^\]]*\])*)\]/.exec(body) ?? [];
  for (const [, first, each, last, same] of list.matchAll(/(\d+) (?:\[([^\]]*)\]|(\d+) (-?[\d.]+))/g)) {
    const start = Number(first);
    if (each !== undefined)
      for (const [i, width] of each.trim().split(/\s+/).entries()) widths.set(start + i, Number(width));
    else for (let glyph = start; glyph <= Number(last); glyph++) widths.set(glyph, Number(same));
  }
  return widths;
}

/** Lines of `beginbfchar` and `beginbfrange` (ISO 32000-1, 9.10.3). */
function unicodeOf(map: string): Map<number, string> {
  const meanings = new Map<number, string>();
  for (const [, block] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g))
    for (const [, glyph, text] of block!.matchAll(/<(\w+)>\s*<(\w+)>/g))
      meanings.set(Number.parseInt(glyph!, 16), utf16(text!));
  for (const [, block] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first, last, text] of block!.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [from, to, code] = [first!, last!, text!].map((hex) => Number.parseInt(hex, 16)) as [
        number,
        number,
        number,
      ];
      for (let glyph = from; glyph <= to; glyph++) meanings.set(glyph, String.fromCodePoint(code + glyph - from));
    }
  }
  return meanings;
}

function utf16(hex: string): string {
  return Buffer.from(hex, "hex").swap16().toString("utf16le");
}
