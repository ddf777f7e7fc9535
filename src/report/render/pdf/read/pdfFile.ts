import {inflateSync} from "node:zlib";

/** The objects of a PDF as Chromium writes it: each in clear text, not packed into streams of objects (ISO 32000-1, 7.3). */
export interface PdfFile {
  /** Number of an object to its text before any stream. */
  readonly objects: ReadonlyMap<string, string>;
  /** Numbers of the page objects, in order. */
  readonly pages: readonly string[];
  /** The decoded bytes of an object's stream; empty where it has none. */
  readonly stream: (id: string) => Uint8Array;
}

/** Reads a PDF; of a file of another make come few objects or none. */
export function readPdf(pdf: Uint8Array): PdfFile {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString("latin1");
  const objects = new Map<string, string>();
  const streams = new Map<string, number>();
  const pattern = /(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\n?(stream\r?\n|endobj)/g;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [, id, body, end] = match;
    objects.set(id!, body!);
    if (end === "endobj") continue;
    streams.set(id!, pattern.lastIndex);
    // Nothing in the bytes of a stream is taken for an object.
    pattern.lastIndex += lengthOf(body!, objects);
  }
  const catalog = [...objects.values()].find((body) => body.includes("/Type /Catalog")) ?? "";
  const root = reference(catalog, "Pages");
  return {
    objects,
    pages: root === undefined ? [] : leaves(root, objects),
    stream: (id) => {
      const start = streams.get(id);
      if (start === undefined) return new Uint8Array();
      const body = objects.get(id)!;
      const bytes = pdf.subarray(start, start + lengthOf(body, objects));
      return body.includes("/FlateDecode") ? inflateSync(bytes) : bytes;
    },
  };
}

/** The number of the object that a key of a dictionary refers to. */
export function reference(body: string, key: string): string | undefined {
  return new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1];
}

/** The object that a key refers to; empty where there is none. */
export function follow({objects}: Pick<PdfFile, "objects">, body: string, key: string): string {
  return objects.get(reference(body, key) ?? "") ?? "";
}

function lengthOf(body: string, objects: ReadonlyMap<string, string>): number {
  const [, length, indirect] = /\/Length (\d+)( 0 R)?/.exec(body) ?? [];
  return Number(indirect === undefined ? (length ?? 0) : (objects.get(length!) ?? 0));
}

/** Page objects in order: the leaves of the page tree. */
function leaves(node: string, objects: ReadonlyMap<string, string>): string[] {
  const [, kids = ""] = /\/Kids \[([^\]]*)\]/.exec(objects.get(node) ?? "") ?? [];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, id]) =>
    (objects.get(id!) ?? "").includes("/Kids") ? leaves(id!, objects) : [id!],
  );
}
