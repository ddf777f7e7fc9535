import {readFileSync} from "node:fs";
import {join, relative, sep} from "node:path";
import {type CodeFile, CodeGraph} from "../../core/codeGraph.js";
import type {Imported} from "./imports.js";

/** The one door of a compiled library, `dist/index.js`: which modules the names lead to that come through it. */
export class Door {
  /** Folder of the library's package. */
  readonly root: string;
  readonly #index: string;
  readonly #graph: CodeGraph;
  readonly #modules: ReadonlyMap<string, string>;
  readonly #reached = new Map<string, ReadonlyMap<string, CodeFile>>();

  constructor(root: string) {
    this.root = root;
    this.#index = join(root, "dist", "index.js");
    this.#graph = new CodeGraph(join(root, "dist"));
    this.#modules = modulesOf(this.#index);
  }

  /**
   * The compiled files that these names lead to, with those that act when the index loads them.
   * All that the index reaches where the names cannot be told, or where one of them is none of the index's.
   */
  reach({specifier, names}: Imported): ReadonlyMap<string, CodeFile> {
    const modules = names?.map((name) => this.#modules.get(name));
    const isKnown = doors.includes(specifier) && modules?.every((module) => module !== undefined) === true;
    const entries = isKnown ? [...new Set(modules as string[])] : [this.#index];
    const found = new Map([...this.#acting(), ...entries.flatMap((entry) => [...this.#reachOf(entry)])]);
    return new Map([...found].map(([path, file]) => [this.#label(path), file]));
  }

  #acting(): readonly (readonly [string, CodeFile])[] {
    const loaded = [...this.#graph.load([this.#index])];
    return loaded.flatMap(([path, {acts}]) => (acts ? [...this.#reachOf(path)] : []));
  }

  #reachOf(entry: string): ReadonlyMap<string, CodeFile> {
    const reached = this.#reached.get(entry) ?? this.#graph.reach([entry]);
    this.#reached.set(entry, reached);
    return reached;
  }

  #label(path: string): string {
    return `lookbook/${relative(join(this.root, "dist"), path).split(sep).join("/")}`;
  }
}

/** What `lookbook/notebook` exports, the index exports too. */
const doors = ["lookbook", "lookbook/notebook"];

/** Name, type or value, to the module it comes from. An index that also says `export *` has names that nobody can tell. */
function modulesOf(index: string): ReadonlyMap<string, string> {
  const text = readIfThere(index.replace(/\.js$/, ".d.ts")) ?? readIfThere(index) ?? "";
  const found = new Map<string, string>();
  for (const [, list, module] of text.matchAll(/\bexport\s+(?:type\s+)?\{([^}]*)\}\s*from\s*["']([^"']+)["']/g)) {
    for (const part of list!.split(",")) {
      const name = /([\w$]+)\s*$/.exec(part)?.[1];
      if (name !== undefined) found.set(name, join(index, "..", module!));
    }
  }
  return found;
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
