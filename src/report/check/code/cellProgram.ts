import {existsSync} from "node:fs";
import {dirname, join, resolve} from "node:path";
import type ts from "@tslab/typescript-for-tslab";
import {libraryRoot} from "../../../core/paths.js";
import type {CellChain} from "./cellFiles.js";
import type {TypeScript} from "./openTypeScript.js";

/** Options for {@link cellProgram}. */
export interface CellProgramOptions {
  /** TypeScript's `noUncheckedIndexedAccess`; defaults to false. */
  readonly uncheckedIndex?: boolean;
}

/** The cells of all notebooks as one program: what they share, such as the types of Node, is read once. */
export interface CellProgram {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
}

/**
 * Compiles cells by tslab's rules, but strictly. A cell sees the names of the cells before it and may declare them anew: as in tslab, the
 * module of a cell has that of the cell before it as its parent, and its TypeScript looks for a name along that chain.
 */
export function cellProgram(
  tsc: TypeScript,
  chains: readonly CellChain[],
  {uncheckedIndex = false}: CellProgramOptions = {},
): CellProgram {
  const options: ts.CompilerOptions = {
    // As in tslab's converter.
    module: tsc.ModuleKind.ESNext,
    moduleResolution: tsc.ModuleResolutionKind.Node10,
    esModuleInterop: true,
    target: tsc.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts"],
    experimentalDecorators: true,
    resolveJsonModule: true,
    jsx: tsc.JsxEmit.React,
    skipLibCheck: true,
    // Stricter than it.
    strict: true,
    noUncheckedIndexedAccess: uncheckedIndex,
    noEmit: true,
    types: ["node"],
    typeRoots: typeRoots(chains),
  };
  const host = cellHost(tsc, chains, options);
  const program = tsc.createProgram(chains.flatMap(rootsOf), options, host);
  const checker = program.getTypeChecker();
  for (const {files} of chains) {
    for (const [i, {file}] of files.entries()) {
      const before = files[i - 1];
      if (before) (program.getSourceFile(file) as {parent?: ts.Node}).parent = program.getSourceFile(before.file)!;
    }
  }
  return {program, checker};
}

function cellHost(tsc: TypeScript, chains: readonly CellChain[], options: ts.CompilerOptions): ts.CompilerHost {
  const host = tsc.createCompilerHost(options, true);
  const texts = new Map(
    chains.flatMap(({files, modules}) => [...files, ...modules.values()].map((f) => [f.file, f.text])),
  );
  const chainOf = new Map(chains.flatMap((chain) => rootsOf(chain).map((file) => [file, chain])));
  const cache = tsc.createModuleResolutionCache(host.getCurrentDirectory(), (name) => name, options);
  const {getSourceFile, fileExists, readFile} = host;
  return {
    ...host,
    fileExists: (path) => texts.has(path) || fileExists(path),
    readFile: (path) => texts.get(path) ?? readFile(path),
    getSourceFile: (path, target, ...rest) => {
      const text = texts.get(path);
      if (text === undefined) return getSourceFile(path, target, ...rest);
      return tsc.createSourceFile(path, text, target, true);
    },
    resolveModuleNames: (names, containing) => {
      const chain = chainOf.get(containing);
      return names.map((name) => {
        const local = chain?.modules.get(name.replace(/^\.\/|\.(js|ts)$/g, ""));
        if (local && name.startsWith("./")) return {resolvedFileName: local.file};
        // A cell's imports are those of the notebook: the folder of its modules does not exist.
        const from = chain ? join(dirname(chain.source.file), "cell.ts") : containing;
        return resolveModule(name, from);
      });
    },
  };

  function resolveModule(name: string, from: string): ts.ResolvedModule | undefined {
    const found = tsc.resolveModuleName(name, from, options, host, cache).resolvedModule;
    if (found || name !== "tslab") return found;
    // The kernel hands cells its own tslab wherever they lie.
    return tsc.resolveModuleName(name, join(libraryRoot(), "cell.ts"), options, host).resolvedModule;
  }
}

function rootsOf({files, modules}: CellChain): string[] {
  return [...files, ...modules.values()].map(({file}) => file);
}

/** Where the types of Node are: with the project, else with this package; as tslab does. */
function typeRoots(chains: readonly CellChain[]): string[] {
  const starts = [...chains.map(({source}) => dirname(resolve(source.file))), libraryRoot()];
  for (const start of new Set(starts)) {
    for (let folder = start; ; folder = dirname(folder)) {
      const root = join(folder, "node_modules", "@types");
      if (existsSync(join(root, "node", "package.json"))) return [root];
      if (folder === dirname(folder)) break;
    }
  }
  return [];
}
