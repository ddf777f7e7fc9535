import {hashOf, sha256} from "../../core/hash.js";
import {firstLineOf} from "./firstLine.js";
import {cellNumber, hasTag, type Notebook} from "./nbformat.js";
import {declaredParameters, type Parameters} from "./parameters.js";
import type {Reach} from "./reach.js";

/** What the outputs of a notebook depend on besides its own code. */
export interface KeyInputs {
  readonly parameters?: Parameters;
  /** The code that the cells call. */
  readonly reach?: Reach;
  /** Hash of each thing that all chapters depend on, such as the data. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** Identity of each product that it consumes. */
  readonly consumed?: Readonly<Record<string, string>>;
}

/** Everything that a notebook's outputs depend on, kept in a form in which two keys can be compared; see `keyChanges`. */
export interface KeyParts extends Reach {
  readonly cells: readonly CellPart[];
  /** Those that the notebook declares, of those that were given. */
  readonly parameters: Parameters;
  readonly inputs: Readonly<Record<string, string>>;
  readonly consumed: Readonly<Record<string, string>>;
}

/** One code cell. */
export interface CellPart {
  /** SHA-256 of the source. */
  readonly code: string;
  readonly tags: readonly string[];
  /** As a reader of the notebook counts, from 1; no part of the key, for prose moves it. */
  readonly number: number;
  readonly firstLine: string;
}

/** The parts of a notebook's key. Code cells count with their tags, prose does not: an edit of a paragraph runs no cell. */
export function keyParts(notebook: Notebook, given: KeyInputs): KeyParts {
  const {parameters = {}, reach = {files: {}, packages: {}}, inputs = {}, consumed = {}} = given;
  const declared = new Set(declaredParameters(notebook, "").map(({name}) => name));
  const cells = notebook.cells.flatMap((cell, index) => {
    if (cell.cell_type !== "code" || hasTag(cell, "injected-parameters")) return [];
    const number = cellNumber(notebook.cells, index);
    return [{code: sha256(cell.source), tags: cell.metadata.tags ?? [], number, firstLine: firstLineOf(cell)}];
  });
  return {
    cells,
    parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => declared.has(name))),
    ...reach,
    inputs,
    consumed,
  };
}

/** SHA-256 over {@link KeyParts}, in hex. */
export function keyHash({cells, ...rest}: KeyParts): string {
  return hashOf({...rest, cells: cells.map(({code, tags}) => [code, tags])});
}
