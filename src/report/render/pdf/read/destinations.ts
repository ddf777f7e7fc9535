import type {PdfFile} from "./pdfFile.js";
import {follow} from "./pdfFile.js";

/** Where a named place lies. */
export interface Destination {
  /** From 1. */
  readonly page: number;
  /** Points from the page's lower edge. */
  readonly y: number;
}

/** The named places of a PDF (ISO 32000-1, 12.3.2.3); the ids of the elements that something links to. */
export function destinationsOf(file: PdfFile): Map<string, Destination> {
  const {objects, pages} = file;
  const numbers = new Map(pages.map((id, i) => [id, i + 1]));
  const catalog = [...objects.values()].find((body) => body.includes("/Type /Catalog")) ?? "";
  const found = new Map<string, Destination>();
  for (const [, name, page, y] of follow(file, catalog, "Dests").matchAll(
    /\/([^\s[\]/<>()]+) \[(\d+) 0 R(?: \/XYZ \S+ (\S+))?/g,
  )) {
    const number = numbers.get(page!);
    if (number !== undefined) found.set(decodeName(name!), {page: number, y: Number(y ?? 0)});
  }
  return found;
}

/** A name's `#2d` is a hyphen; the bytes are UTF-8. */
export function decodeName(name: string): string {
  const bytes = name.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
