import {readFile} from "node:fs/promises";
import {dirname, extname, relative, resolve} from "node:path";
import {decoded} from "../../core/decoded.js";
import {diskError} from "../../core/files.js";
import type {Notebook} from "../notebook/nbformat.js";

/**
 * Reads the pictures that a notebook's prose shows from the folder it lies in and below, as data URIs; give them to the
 * chapter as `images`. A picture that is not there is left out: the report then names the cell that wants it.
 */
export async function readImages(notebook: Notebook, path: string): Promise<Record<string, string>> {
  const folder = dirname(resolve(path));
  const wanted = notebook.cells.flatMap((cell) => (cell.cell_type === "markdown" ? addressesIn(cell.source) : []));
  const images: Record<string, string> = {};
  for (const address of new Set(wanted)) {
    const file = resolve(folder, decoded(address));
    const mime = types[extname(file).toLowerCase()];
    if (mime === undefined || relative(folder, file).startsWith("..")) continue;
    try {
      images[address] = `data:${mime};base64,${(await readFile(file)).toString("base64")}`;
    } catch (cause) {
      const error = diskError("read", file, cause);
      if (!/ENOENT/.test(error.message)) throw error;
    }
  }
  return images;
}

const types: Record<string, string> = {
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".svg": "image/svg+xml",
};

/** Addresses of `![...](address)` and `[label]: address`; more than needed does no harm. */
function addressesIn(source: string): string[] {
  const inline = source.matchAll(/!\[[^\]]*\]\(\s*<?([^\s)>]+)/g);
  const labelled = source.matchAll(/^\s{0,3}\[[^\]]+\]:\s*<?([^\s>]+)/gm);
  return [...inline, ...labelled]
    .map(([, address]) => address!)
    .filter((address) => !/^[a-z][a-z+.-]+:/i.test(address));
}
