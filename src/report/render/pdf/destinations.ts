/**
 * On which page each named place of a PDF lies, from 1. Reads what Chromium writes: objects in clear text, page tree and
 * names as dictionaries (ISO 32000-1, 7.7.3 and 12.3.2.3). A file of another make gives an empty map.
 */
export function pagesOfDestinations(pdf: Uint8Array): Map<string, number> {
  const objects = readObjects(pdf);
  const catalog = [...objects.values()].find((body) => body.includes("/Type /Catalog")) ?? "";
  const follow = (body: string, key: string): string =>
    objects.get(new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? "") ?? "";
  const numbers = new Map(leaves(follow(catalog, "Pages"), objects).map((id, i) => [id, i + 1]));
  const found = new Map<string, number>();
  for (const [, name, page] of follow(catalog, "Dests").matchAll(/\/([^\s[\]/<>()]+) \[(\d+) 0 R/g)) {
    const number = numbers.get(page!);
    if (number !== undefined) found.set(decodeName(name!), number);
  }
  return found;
}

/** The number of pages. */
export function pageCount(pdf: Uint8Array): number {
  return [...readObjects(pdf).values()].filter((body) => /\/Type \/Page\b(?!s)/.test(body)).length;
}

/** Number of an object to its text before any stream. */
export function readObjects(pdf: Uint8Array): Map<string, string> {
  const text = Buffer.from(pdf).toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id, body] of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\n?(?:stream\r?\n|endobj)/g))
    objects.set(id!, body!);
  return objects;
}

/** Page objects in order: the leaves of the page tree. */
function leaves(node: string, objects: ReadonlyMap<string, string>): string[] {
  const [, kids = ""] = /\/Kids \[([^\]]*)\]/.exec(node) ?? [];
  return [...kids.matchAll(/(\d+) 0 R/g)].flatMap(([, id]) => {
    const kid = objects.get(id!) ?? "";
    return kid.includes("/Kids") ? leaves(kid, objects) : [id!];
  });
}

/** A name's `#2d` is a hyphen; the bytes are UTF-8. */
function decodeName(name: string): string {
  const bytes = name.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}
