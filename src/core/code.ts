import {existsSync, readdirSync, readFileSync, statSync} from "node:fs";
import {dirname, join, relative, resolve} from "node:path";
import {hashOf, sha256} from "./hash.js";

/**
 * Hash of compiled code and everything it imports by relative path; changes when any of it changes.
 * @param entries files or folders under `root`, without extension for files (`pipeline/training`, `core/random`)
 * @param root the folder of compiled modules
 */
export function hashCode(entries: readonly string[], root: string): string {
  const files = closure(
    entries.flatMap((entry) => filesOf(join(root, entry))),
    root,
  );
  return hashOf([...files].sort().map((file) => [relative(root, file), sha256(readFileSync(file))]));
}

function filesOf(path: string): string[] {
  if (existsSync(`${path}.js`)) return [`${path}.js`];
  if (!existsSync(path) || !statSync(path).isDirectory()) return [];
  return readdirSync(path, {recursive: true, encoding: "utf8"})
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(path, name));
}

function closure(files: readonly string[], root: string): Set<string> {
  const seen = new Set<string>();
  const queue = files.map((file) => resolve(file));
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    if (seen.has(file) || !file.startsWith(resolve(root))) continue;
    seen.add(file);
    for (const [, , target] of readFileSync(file, "utf8").matchAll(/(from|import|import\() ?"(\.[^"]+\.js)"/g)) {
      queue.push(resolve(dirname(file), target!));
    }
  }
  return seen;
}
