import {existsSync, readFileSync, statSync} from "node:fs";
import {isBuiltin} from "node:module";
import {dirname, join, resolve} from "node:path";
import {sha256} from "./hash.js";

/** One source file and what it names. */
export interface CodeFile {
  readonly sha256: string;
  /** Absolute paths of the files that it imports. */
  readonly imports: readonly string[];
  /** Absolute paths of the files that it names, as modules for a worker. */
  readonly starts: readonly string[];
  /** Packages that it imports. */
  readonly packages: readonly string[];
  /** Whether loading it does more than defining things: it calls something, or imports for the effect alone. */
  readonly acts: boolean;
}

/** Source files and what they import, each read once. TypeScript and JavaScript are read alike, by the form of their import statements. */
export class CodeGraph {
  readonly #root: string;
  readonly #files = new Map<string, CodeFile | undefined>();

  /** @param root folder that a file may also name others from */
  constructor(root: string) {
    this.#root = resolve(root);
  }

  /** These files, all that they import, and all that those start in workers; what does not exist is left out. */
  reach(entries: readonly string[]): ReadonlyMap<string, CodeFile> {
    return this.#follow(entries, ({imports, starts}) => [...imports, ...starts]);
  }

  /** These files and all that loading them loads. */
  load(entries: readonly string[]): ReadonlyMap<string, CodeFile> {
    return this.#follow(entries, ({imports}) => imports);
  }

  #follow(entries: readonly string[], next: (file: CodeFile) => readonly string[]): ReadonlyMap<string, CodeFile> {
    const found = new Map<string, CodeFile>();
    const queue = entries.map((entry) => resolve(entry));
    for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
      if (found.has(path)) continue;
      if (!this.#files.has(path)) this.#files.set(path, isFile(path) ? this.#read(path) : undefined);
      const file = this.#files.get(path);
      if (file === undefined) continue;
      found.set(path, file);
      queue.push(...next(file));
    }
    return found;
  }

  #read(path: string): CodeFile {
    const text = readFileSync(path, "utf8");
    const imports = new Set<string>();
    const starts = new Set<string>();
    const packages = new Set<string>();
    for (const [, specifier] of text.matchAll(importing)) {
      const target = specifier!.startsWith(".") ? findModule(resolve(dirname(path), specifier!)) : undefined;
      const name = packageOf(specifier!);
      if (target !== undefined) imports.add(target);
      else if (name !== undefined) packages.add(name);
    }
    for (const [, name] of text.matchAll(naming)) {
      for (const target of [resolve(dirname(path), name!), join(this.#root, name!)]) {
        if (isFile(target)) starts.add(target);
      }
    }
    return {
      sha256: sha256(text),
      imports: [...imports],
      starts: [...starts].filter((target) => !imports.has(target)),
      packages: [...packages],
      acts: acting.test(text),
    };
  }
}

/** The file that a module's path stands for, as TypeScript finds it: `./a.js` may be `a.ts`, `./a` may be `a.ts` or `a/index.ts`. */
export function findModule(path: string): string | undefined {
  const bare = path.replace(/\.[cm]?js$/, "");
  const endings = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs", ".json"];
  return [path, ...endings.flatMap((ending) => [bare + ending, join(bare, `index${ending}`)])].find(isFile);
}

/** `@scope/name` or `name` of an imported package; undefined for a file or a module of Node's own. */
export function packageOf(specifier: string): string | undefined {
  if (isBuiltin(specifier)) return undefined;
  return /^(@[\w.~-]+\/[\w.~-]+|[\w~-][\w.~-]*)(?:\/|$)/.exec(specifier)?.[1];
}

const importing = /\b(?:from|import|import\(|require\(|require\.resolve\()\s*["'`]([^"'`\n]+)["'`]/g;

/** A file beside this one, or under the root, as workers are given. */
const naming = /["'`](\.{0,2}[\w./-]+\.(?:[cm]?js|wasm))["'`]/g;

/** A call, a loop or an import without names at the start of a line: outside of any function. */
const acting = /^(?:import ["']|await |for \(|if \(|[\w.]+\()/m;

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
