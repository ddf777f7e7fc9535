import {readFileSync, realpathSync} from "node:fs";
import {createRequire} from "node:module";
import {dirname, relative, resolve, sep} from "node:path";
import {findModule, packageOf} from "../../core/codeGraph.js";
import {sha256} from "../../core/hash.js";
import {libraryRoot} from "../../core/paths.js";
import {Door} from "./door.js";
import {type Imported, importsOf} from "./imports.js";
import {LockFile} from "./lockFile.js";
import type {Notebook} from "./nbformat.js";

/** The code that a notebook's cells reach. */
export interface Reach {
  /** Source file to its SHA-256; paths of the project from its root, of this library behind `lookbook/`. */
  readonly files: Readonly<Record<string, string>>;
  /** Package to its version. */
  readonly packages: Readonly<Record<string, string>>;
}

/**
 * Finds the code that the notebooks of one project reach. Of this library, whose index re-exports everything, those modules count that
 * the imported names lead to, and those that act when they are loaded; where the names cannot be told, all count.
 */
export class ReachFinder {
  readonly #root: string;
  readonly #lock: LockFile;
  readonly #doors = new Map<string, Door>();

  /** @param root of the project. @throws LookbookError `bad-file` for a damaged lock file */
  constructor(root: string) {
    this.#root = root;
    this.#lock = new LockFile(root);
  }

  /** @param path the notebook's file */
  of({cells}: Notebook, path: string): Reach {
    const files = new Map<string, string>();
    const packages = new Map<string, string>();
    const visit = (imported: Imported, folder: string): void => {
      const {specifier} = imported;
      const name = packageOf(specifier);
      if (/^[./]/.test(specifier)) this.#visitFile(resolve(folder, specifier), files, visit);
      else if (name === "lookbook") this.#visitLibrary(imported, folder, files, packages);
      else if (name !== undefined && name !== "tslab") packages.set(name, folder);
    };
    const folder = dirname(resolve(path));
    for (const {cell_type, source} of cells) {
      if (cell_type === "code") for (const imported of importsOf(source)) visit(imported, folder);
    }
    const kernel = ["tslab", "@tslab/typescript-for-tslab"].map((name) => [name, this.#lock.version(name, folder)]);
    return {files: sorted(files), packages: {...this.#lock.versions(packages), ...Object.fromEntries(kernel)}};
  }

  /** A file of the project, or one beside it, and what it imports in its turn. */
  #visitFile(path: string, files: Map<string, string>, visit: (imported: Imported, folder: string) => void): void {
    const target = findModule(path);
    if (target === undefined) return; // a module that a cell defines, or a mistake that running the cell tells
    const label = relative(this.#root, target).split(sep).join("/");
    if (files.has(label)) return;
    const text = readFileSync(target, "utf8");
    files.set(label, sha256(text));
    for (const imported of importsOf(text)) visit(imported, dirname(target));
  }

  #visitLibrary(imported: Imported, folder: string, files: Map<string, string>, packages: Map<string, string>): void {
    const root = findLibrary(folder);
    const door = this.#doors.get(root) ?? new Door(root);
    this.#doors.set(root, door);
    for (const [label, file] of door.reach(imported)) {
      files.set(label, file.sha256);
      for (const name of file.packages) packages.set(name, root);
    }
  }
}

/** The library that a file in this folder imports; where it finds none, this one. */
export function findLibrary(folder: string): string {
  try {
    const index = realpathSync(createRequire(resolve(folder, "notebook.js")).resolve("lookbook"));
    return dirname(dirname(index));
  } catch {
    return libraryRoot();
  }
}

function sorted(map: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
