import {existsSync, readdirSync, statSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {CodeGraph} from "./codeGraph.js";
import {hashOf} from "./hash.js";

/**
 * Hash of compiled code and everything it imports by relative path; changes when any of it changes.
 * @param entries files or folders under `root`, without extension for files (`pipeline/training`, `core/random`)
 * @param root the folder of compiled modules
 */
export function hashCode(entries: readonly string[], root: string): string {
  return hashOf(Object.entries(codeFiles(entries, root)));
}

/** The files that {@link hashCode} counts: path under `root`, with "/" on every system, to SHA-256. */
export function codeFiles(entries: readonly string[], root: string): Readonly<Record<string, string>> {
  const reached = new CodeGraph(root).reach(entries.flatMap((entry) => filesOf(join(root, entry))));
  const inside = [...reached].map(([path, {sha256}]) => [relative(root, path).split(sep).join("/"), sha256] as const);
  return Object.fromEntries(inside.filter(([path]) => !path.startsWith("..")).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function filesOf(path: string): string[] {
  if (existsSync(`${path}.js`)) return [`${path}.js`];
  if (!existsSync(path) || !statSync(path).isDirectory()) return [];
  return readdirSync(path, {recursive: true, encoding: "utf8"})
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(path, name));
}
