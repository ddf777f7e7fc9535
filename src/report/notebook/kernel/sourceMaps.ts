import {createRequire, SourceMap} from "node:module";

/** A place in a cell's source as its author wrote it; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Knows for every cell its source and how the code that ran leads back to it. */
export class SourceMaps {
  readonly #sources = new Map<number, readonly string[]>();
  readonly #stages = new Map<number, readonly SourceMap[]>();
  readonly #numbers = new Map<number, number>();

  open(cell: number, source: string, number: number): void {
    this.#sources.set(cell, source.split("\n"));
    this.#numbers.set(cell, number);
  }

  /** What a cell is called in messages. */
  nameOf(cell: number): string {
    return `cell ${this.#numbers.get(cell) ?? cell + 1}`;
  }

  compiled(cell: number, stages: readonly SourceMap[]): void {
    this.#stages.set(cell, stages);
  }

  linesOf(cell: number): readonly string[] {
    return this.#sources.get(cell) ?? [];
  }

  /**
   * Where a place in the code that ran comes from; undefined for code that the compiler added.
   * @param place of the compiled code, from 1
   */
  original(cell: number, place: Place): Place | undefined {
    const stages = this.#stages.get(cell);
    if (!stages) return undefined;
    let {line, column} = {line: place.line - 1, column: place.column - 1};
    if (line === 0) column = Math.max(0, column - wrapper.length);
    for (const stage of stages) {
      const entry = stage.findEntry(line, column);
      if (!("originalLine" in entry) || entry.generatedLine !== line) return undefined;
      [line, column] = [entry.originalLine, entry.originalColumn];
    }
    // tslab puts the line "export {};" before every source, so its line 1 is the author's line 1 counted from 0.
    return line < 1 || line > this.linesOf(cell).length ? undefined : {line, column: column + 1};
  }
}

/** What tslab puts before a cell's code on its first line; the async one is longer, which moves columns of that line only. */
const wrapper = "(function(exports, require) { ";

interface TypeScript {
  readonly sys: {readFile(path: string, encoding?: string): string | undefined};
  createWatchCompilerHost(files: readonly string[], options: object, ...rest: unknown[]): unknown;
  transpileModule(source: string, options: {readonly compilerOptions: object}): Transpiled;
}

interface Transpiled {
  readonly outputText: string;
  readonly sourceMapText?: string;
}

/**
 * Lets the TypeScript inside tslab keep source maps, which tslab does not ask for. A cell is compiled twice, to modern JavaScript and
 * from there to CommonJS. The code itself stays the same. It also stops watching files: tslab knows one pending rebuild only, and a file
 * that changes beside the notebook at the wrong moment would fail a cell that has nothing to do with it. Nor does it parse the comments
 * of declarations, which only an editor shows: that is a sixth of a notebook's start. To be called before tslab is loaded.
 * @param path of the TypeScript that tslab will use, loaded
 * @param mapped is told the two maps of every cell, the last compilation first
 */
export function keepSourceMaps(path: string, mapped: (stages: readonly SourceMap[]) => void): void {
  const require = createRequire(path);
  const original = require(path) as TypeScript;
  const sys = {
    watchFile: () => ({close: () => undefined}),
    watchDirectory: () => ({close: () => undefined}),
    readFile: (name: string, encoding?: string) => {
      const text = original.sys.readFile(name, encoding);
      return name.endsWith(".d.ts") ? text?.replaceAll(documentation, "$1/* ") : text;
    },
  };
  const patched: TypeScript = {
    sys: Object.assign(Object.create(original.sys), sys),
    createWatchCompilerHost: (files, options, ...rest) =>
      original.createWatchCompilerHost(files, {...options, inlineSourceMap: true}, ...rest),
    transpileModule: (source, options) => {
      const [code, first] = splitMap(source);
      const compilerOptions = {...options.compilerOptions, sourceMap: true};
      const output = original.transpileModule(code, {...options, compilerOptions});
      const [outputText] = splitMap(output.outputText);
      if (first?.sources.some((name) => name.endsWith("__tslab__.ts")) && output.sourceMapText !== undefined) {
        mapped([new SourceMap(JSON.parse(output.sourceMapText)), new SourceMap(first)]);
      }
      return {...output, outputText};
    },
  };
  // The module's own properties are read-only getters, so what `require` answers is exchanged.
  require.cache[path]!.exports = {...original, ...patched};
}

/** The start of a documenting comment, at a line's start, where it cannot be part of a text. */
const documentation = /^([ \t]*)\/\*\*(?!\/)/gm;

const mark = "//# sourceMappingURL=";
type MapPayload = ConstructorParameters<typeof SourceMap>[0];

/** Takes the comment with the map from the end of compiled code. */
function splitMap(code: string): [string, MapPayload | undefined] {
  const at = code.lastIndexOf(mark);
  if (at < 0) return [code, undefined];
  const base64 = /^data:application\/json;base64,(\S+)\s*$/.exec(code.slice(at + mark.length))?.[1];
  const map = base64 === undefined ? undefined : JSON.parse(Buffer.from(base64, "base64").toString("utf8"));
  return [code.slice(0, at), map as MapPayload | undefined];
}
