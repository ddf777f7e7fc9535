import {dirname, join} from "node:path";
import {declaredParameters} from "../../notebook/parameters.js";
import {checkParameters} from "../form/checkParameters.js";
import {numberedCells, type ReadSource} from "../source.js";

/** A code cell as a module of its own. */
export interface CellFile {
  /** A path beside the notebook, where no file lies. */
  readonly file: string;
  readonly text: string;
  /** The cell's number; undefined for what stands for the parameters that a build injects. */
  readonly number: number | undefined;
}

/** The modules of one notebook. */
export interface CellChain {
  readonly source: ReadSource;
  /** In order; each sees the names of those before it. */
  readonly files: readonly CellFile[];
  /** Modules that cells declare by tslab's `@module`: name to cell. */
  readonly modules: ReadonlyMap<string, CellFile>;
}

/**
 * Makes a module of each code cell. After the cell tagged `parameters` comes one with what a build injects: the same names, as constants.
 */
export function cellFiles(source: ReadSource): CellChain {
  const folder = join(dirname(source.file), `${source.path.replaceAll(/[\\/]/g, "-")}-cells`).replaceAll("\\", "/");
  const files: CellFile[] = [];
  const modules = new Map<string, CellFile>();
  for (const {cell, number} of numberedCells(source.notebook)) {
    if (cell.cell_type !== "code") continue;
    // Every module has an import or export; at the end, so that lines and columns stay.
    const file = {file: `${folder}/cell-${number}.ts`, text: `${cell.source}\nexport {};\n`, number};
    const name = moduleName(cell.source);
    if (name === undefined) files.push(file);
    else modules.set(name, file);
    if (cell.metadata.tags?.includes("parameters")) files.push(...injected(source, folder));
  }
  return {source, files, modules};
}

function injected(source: ReadSource, folder: string): CellFile[] {
  // A cell of parameters that cannot be read is another rule's matter.
  if (checkParameters(source).length > 0) return [];
  const constants = declaredParameters(source.notebook, source.path).map(
    ({name, annotation}) => `declare const ${name}: ${annotation};\n`,
  );
  const text = `${constants.join("")}export {};\n`;
  return [{file: `${folder}/injected-parameters.ts`, text, number: undefined}];
}

/** The name in a leading comment such as `/** @module distances *\/`, by which other cells import it. */
function moduleName(source: string): string | undefined {
  const [comment] = /^\s*\/\*\*[\s\S]*?\*\//.exec(source) ?? [];
  return /@module\s+([\w-]+)/.exec(comment ?? "")?.[1];
}
