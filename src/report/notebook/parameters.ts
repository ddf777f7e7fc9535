import {LookbookError} from "../../core/errors.js";
import {editDistance} from "../../core/nearest.js";
import {type CodeCell, hasTag, type Notebook} from "./nbformat.js";

/** What a notebook may be given. */
export type ParameterValue = string | number | boolean;
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** One declaration in the cell tagged `parameters`. */
export interface DeclaredParameter {
  readonly name: string;
  readonly type: "string" | "number" | "boolean";
}

/**
 * What the cell tagged `parameters` declares, as in `let epochs: number = 3;`, one declaration a line.
 * @throws LookbookError `bad-notebook` for a declaration whose type cannot be told
 */
export function declaredParameters(notebook: Notebook, path: string): readonly DeclaredParameter[] {
  const index = notebook.cells.findIndex((cell) => cell.cell_type === "code" && hasTag(cell, "parameters"));
  if (index < 0) return [];
  const source = notebook.cells[index]!.source;
  return [
    ...source.matchAll(/^\s*(?:let|const|var)\s+([A-Za-z_$][\w$]*)\s*(?::\s*(\w+))?\s*=\s*(.+?);?\s*(?:\/\/.*)?$/gm),
  ].map(([, name, annotation, value]) => {
    const type = annotation ?? typeOfLiteral(value!);
    if (type === "string" || type === "number" || type === "boolean") return {name: name!, type};
    throw new LookbookError(
      "bad-notebook",
      `notebook ${path}, cell ${index + 1}: parameter "${name}" must be a string, number or boolean, got ${type ?? value}`,
    );
  });
}

/**
 * Puts a cell with typed constants after the cell tagged `parameters` (papermill's convention).
 * Only the parameters that the notebook declares are given to it; without any, the notebook comes back as it was.
 * @throws LookbookError `bad-parameter` where a value has another type than its declaration
 */
export function injectParameters(notebook: Notebook, parameters: Parameters, path: string): Notebook {
  const declared = declaredParameters(notebook, path);
  const given = declared.filter(({name}) => parameters[name] !== undefined);
  for (const {name, type} of given) {
    const value = parameters[name];
    if (typeof value !== type) {
      throw new LookbookError(
        "bad-parameter",
        `notebook ${path}: parameter "${name}" is declared as ${type}, got ${JSON.stringify(value)} (${typeof value})`,
      );
    }
  }
  if (given.length === 0) return notebook;
  const at = notebook.cells.findIndex((cell) => hasTag(cell, "parameters"));
  const injected: CodeCell = {
    cell_type: "code",
    id: "injected-parameters",
    metadata: {tags: ["injected-parameters"]},
    source: given.map(({name, type}) => `const ${name}: ${type} = ${JSON.stringify(parameters[name])};`).join("\n"),
    execution_count: null,
    outputs: [],
  };
  const others = notebook.cells.filter((cell) => !hasTag(cell, "injected-parameters"));
  return {...notebook, cells: [...others.slice(0, at + 1), injected, ...others.slice(at + 1)]};
}

/**
 * Refuses parameters that no notebook declares.
 * @param declared name of each notebook with what it declares
 */
export function assertKnown(parameters: Parameters, declared: ReadonlyMap<string, readonly DeclaredParameter[]>): void {
  const known = [...new Set([...declared.values()].flat().map(({name}) => name))];
  for (const name of Object.keys(parameters)) {
    if (known.includes(name)) continue;
    const where = declared.size === 1 ? `notebook ${[...declared.keys()][0]}` : "no chapter";
    const says = declared.size === 1 ? `has no parameter "${name}"` : `declares the parameter "${name}"`;
    const list = known.length > 0 ? `known are ${nearestFirst(name, known).join(", ")}` : "none is declared";
    throw new LookbookError("bad-parameter", `${where} ${says}; ${list}`);
  }
}

function typeOfLiteral(literal: string): string | undefined {
  if (/^["'`]/.test(literal)) return "string";
  if (/^(true|false)$/.test(literal)) return "boolean";
  return /^[-+]?[\d._]+(e[-+]?\d+)?$/i.test(literal) ? "number" : undefined;
}

function nearestFirst(name: string, known: readonly string[]): string[] {
  return [...known].sort((a, b) => editDistance(name, a) - editDistance(name, b));
}
