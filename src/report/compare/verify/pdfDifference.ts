import {inflateSync} from "node:zlib";
import {type ByteRange, byteRange, excerpt} from "../page/byteDifference.js";

/** Where two PDFs differ first. */
export interface PdfDifference {
  readonly bytes: ByteRange;
  /** Number of the first object that differs; undefined where all objects are equal. */
  readonly object: number | undefined;
  /** What kind of object, such as `page content`, `font`, `information`. */
  readonly kind: string;
  /** From 1; the first page that shows the object, undefined where none does. */
  readonly page: number | undefined;
  /** What stands there, streams unpacked. */
  readonly old: string;
  readonly new: string;
}

/** The first object in which two PDFs differ; undefined where they are equal byte for byte. Reads what Chromium writes. */
export function pdfDifference(old: Uint8Array, now: Uint8Array): PdfDifference | undefined {
  const bytes = byteRange(old, now);
  if (bytes === undefined) return undefined;
  const [before, after] = [readPdf(old), readPdf(now)];
  const numbers = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => a - b);
  const object = numbers.find((number) => before.get(number)?.raw !== after.get(number)?.raw);
  if (object === undefined) {
    const context = (file: Uint8Array): string => printable(excerpt(latin1(file), bytes.start));
    return {
      bytes,
      object,
      kind: "table of contents of the file",
      page: undefined,
      old: context(old),
      new: context(now),
    };
  }
  const pages = before.has(object) ? before : after;
  const texts = [before, after].map((objects) => textOf(objects.get(object))) as [string, string];
  const at = byteRange(Buffer.from(texts[0], "latin1"), Buffer.from(texts[1], "latin1"))?.start ?? 0;
  const {page, kind} = roleOf(object, pages);
  const [oldText, newText] = texts.map((text) => printable(excerpt(text, at)));
  return {bytes, object, kind, page, old: oldText!, new: newText!};
}

interface PdfObject {
  /** As it stands in the file, in Latin-1. */
  readonly raw: string;
  readonly dictionary: string;
  readonly stream: string | undefined;
}

/** Number to object; an update at the file's end replaces what it repeats (ISO 32000-1, 7.5.6). */
function readPdf(file: Uint8Array): Map<number, PdfObject> {
  const text = latin1(file);
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(?:^|[\r\n])(\d+) 0 obj\b/g)) {
    const start = match.index + match[0].length;
    const end = text.indexOf("endobj", start);
    const raw = text.slice(start, end < 0 ? undefined : end);
    const [, dictionary = raw, stream] = /^([\s\S]*?)stream\r?\n([\s\S]*?)\r?\nendstream\s*$/.exec(raw) ?? [];
    objects.set(Number(match[1]), {raw, dictionary, stream});
  }
  return objects;
}

/** The page that shows an object and what it is there. */
function roleOf(object: number, objects: ReadonlyMap<number, PdfObject>): {page: number | undefined; kind: string} {
  const pages = pageOrder(objects);
  const numberOf = (page: number | undefined): number | undefined =>
    page !== undefined && pages.includes(page) ? pages.indexOf(page) + 1 : undefined;
  if (pages.includes(object)) return {page: numberOf(object), kind: "page"};
  const dictionary = (page: number): string => objects.get(page)?.dictionary ?? "";
  const shows = pages.find((page) => {
    const contents = /\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(dictionary(page))?.[1] ?? "";
    return referencesIn(contents).includes(object);
  });
  if (shows !== undefined) return {page: numberOf(shows), kind: "page content"};
  const kind = kindOf(dictionary(object));
  const page = pages.find((number) => reachable(number, objects).has(object)) ?? pageOfTag(object, objects);
  return {page: numberOf(page), kind};
}

/** The object of the page that a tag marks something on: its own, else that of the first tag inside it. */
function pageOfTag(object: number, objects: ReadonlyMap<number, PdfObject>, depth = 0): number | undefined {
  const dictionary = objects.get(object)?.dictionary ?? "";
  const own = /\/Pg (\d+) 0 R/.exec(dictionary)?.[1];
  if (own !== undefined || depth > 30) return own === undefined ? undefined : Number(own);
  const kids = /\/K\s*(\[[^\]]*\]|\d+ 0 R)/.exec(dictionary)?.[1] ?? "";
  for (const kid of referencesIn(kids)) {
    const found = pageOfTag(kid, objects, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Numbers of the pages as the tree of pages lists them. */
function pageOrder(objects: ReadonlyMap<number, PdfObject>): number[] {
  const catalog = [...objects.values()].find(({dictionary}) => /\/Type\s*\/Catalog/.test(dictionary));
  const root = Number(/\/Pages (\d+) 0 R/.exec(catalog?.dictionary ?? "")?.[1]);
  const seen = new Set<number>();
  const walk = (number: number): number[] => {
    if (seen.has(number)) return [];
    seen.add(number);
    const kids = /\/Kids\s*\[([^\]]*)\]/.exec(objects.get(number)?.dictionary ?? "")?.[1];
    return kids === undefined ? [number] : referencesIn(kids).flatMap(walk);
  };
  return walk(root);
}

/** What a page draws with; neither its parent nor other pages, to which links lead. */
function reachable(page: number, objects: ReadonlyMap<number, PdfObject>): ReadonlySet<number> {
  const seen = new Set<number>();
  const walk = (number: number): void => {
    if (seen.has(number)) return;
    seen.add(number);
    const dictionary = (objects.get(number)?.dictionary ?? "").replaceAll(
      /\/(Parent|Dest|P|Pg|StructParent)\b[^/>]*/g,
      "",
    );
    if (number !== page && /\/Type\s*\/(Page|Pages|Catalog|StructElem|StructTreeRoot)\b/.test(dictionary)) return;
    referencesIn(dictionary).forEach(walk);
  };
  walk(page);
  return seen;
}

function kindOf(dictionary: string): string {
  const [, type] = /\/Type\s*\/(\w+)/.exec(dictionary) ?? [];
  const [, subtype] = /\/Subtype\s*\/(\w+)/.exec(dictionary) ?? [];
  const known: Record<string, string> = {
    Font: "font",
    FontDescriptor: "font",
    StructElem: "tag",
    Annot: "link",
    Catalog: "catalogue",
    XObject: subtype === "Image" ? "picture" : "drawing",
  };
  if (dictionary.includes("/Producer")) return "information about the document";
  if (dictionary.includes("/FontFile") || /\/Length1\b/.test(dictionary)) return "font";
  return known[type ?? ""] ?? (type === undefined ? "object" : `object of the type ${type}`);
}

function referencesIn(text: string): number[] {
  return [...text.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
}

function textOf(object: PdfObject | undefined): string {
  if (object === undefined) return "(no such object)";
  if (object.stream === undefined) return object.dictionary.trim();
  try {
    return inflateSync(Buffer.from(object.stream, "latin1")).toString("latin1");
  } catch {
    return object.stream;
  }
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function printable(text: string): string {
  return text.replaceAll(/[^\x20-\x7e…]/g, "·");
}
