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
  /** The values allowed, where the declaration is a union of literals such as `"quick" | "full"`. */
  readonly choices?: readonly ParameterValue[];
  /** As declared, or the type of the default. */
  readonly annotation: string;
}

/**
 * What the cell tagged `parameters` declares, one declaration a line, as in `let epochs: number = 3;`.
 * A type is `string`, `number`, `boolean` or a union of literals; without one, the default says it.
 * @throws LookbookError `bad-notebook` for a declaration whose type cannot be told, or a second cell with the tag
 */
export function declaredParameters(notebook: Notebook, path: string): readonly DeclaredParameter[] {
  const tagged = notebook.cells.flatMap((cell, i) => (isParameters(cell) ? [i] : []));
  const [index] = tagged;
  if (index === undefined) return [];
  if (tagged.length > 1) {
    const cells = tagged.map((i) => i + 1).join(" and ");
    throw new LookbookError(
      "bad-notebook",
      `notebook ${path}: expected one cell tagged parameters, got cells ${cells}`,
    );
  }
  const where = `notebook ${path}, cell ${index + 1}`;
  const source = notebook.cells[index]!.source.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  return [...source.matchAll(declaration)].map(([, name, annotation, value]) =>
    parameterOf(name!, annotation?.trim() ?? typeOfLiteral(value!) ?? value!, where),
  );
}

/**
 * Puts a cell with typed constants after the cell tagged `parameters` (papermill's convention).
 * Only the parameters that the notebook declares are given to it; without any, the notebook comes back as it was.
 * @throws LookbookError `bad-parameter` where a value does not fit its declaration
 */
export function injectParameters(notebook: Notebook, parameters: Parameters, path: string): Notebook {
  const cells = notebook.cells.filter((cell) => !hasTag(cell, "injected-parameters"));
  const given = declaredParameters(notebook, path).filter(({name}) => parameters[name] !== undefined);
  const at = cells.findIndex(isParameters);
  for (const declared of given) assertFits(parameters[declared.name]!, declared, `notebook ${path}, cell ${at + 1}`);
  if (given.length === 0) return {...notebook, cells};
  const constants = given.map(
    ({name, annotation}) => `const ${name}: ${annotation} = ${JSON.stringify(parameters[name])};`,
  );
  const injected: CodeCell = {
    cell_type: "code",
    id: freeId(cells.map(({id}) => id)),
    metadata: {tags: ["injected-parameters"]},
    source: constants.join("\n"),
    execution_count: null,
    outputs: [],
  };
  return {...notebook, cells: [...cells.slice(0, at + 1), injected, ...cells.slice(at + 1)]};
}

/**
 * Refuses parameters that no notebook declares.
 * @param declared path of each notebook with what it declares
 * @throws LookbookError `bad-parameter` with the known names, the nearest first
 */
export function assertKnown(parameters: Parameters, declared: ReadonlyMap<string, readonly DeclaredParameter[]>): void {
  const known = [...new Set([...declared.values()].flat().map(({name}) => name))];
  for (const name of Object.keys(parameters)) {
    if (known.includes(name)) continue;
    const subject =
      declared.size === 1
        ? `notebook ${[...declared.keys()][0]} has no parameter "${name}"`
        : `no chapter declares the parameter "${name}"`;
    const list = known.length > 0 ? `known are ${nearestFirst(name, known).join(", ")}` : "none is declared";
    const remedy = "declare it in the cell tagged parameters";
    throw new LookbookError("bad-parameter", `${subject}; ${list}${known.length > 0 ? "" : `: ${remedy}`}`);
  }
}

const declaration =
  /^[ \t]*(?:let|const|var)\s+([A-Za-z_$][\w$]*)\s*(?::([^=\n]+?))?\s*=\s*([^=\n].*?);?[ \t]*(?:\/\/.*)?$/gm;

function isParameters(cell: Notebook["cells"][number]): boolean {
  return cell.cell_type === "code" && hasTag(cell, "parameters");
}

function parameterOf(name: string, annotation: string, where: string): DeclaredParameter {
  if (annotation === "string" || annotation === "number" || annotation === "boolean") {
    return {name, type: annotation, annotation};
  }
  const choices = annotation.split("|").map((part) => literalValue(part.trim()));
  const types = new Set(choices.map((choice) => typeof choice));
  const [type] = types;
  if (types.size === 1 && (type === "string" || type === "number")) {
    return {name, type, choices: choices as ParameterValue[], annotation};
  }
  const expected = "string, number, boolean or a union of literals";
  throw new LookbookError(
    "bad-notebook",
    `${where}: expected parameter "${name}" to be a ${expected}, got ${annotation}`,
  );
}

function assertFits(value: ParameterValue, {name, type, choices, annotation}: DeclaredParameter, where: string): void {
  const fits = typeof value === type && (type !== "number" || Number.isFinite(value));
  if (fits && (choices?.includes(value) ?? true)) return;
  const got = `${JSON.stringify(value)}${fits ? "" : ` (${typeof value})`}`;
  throw new LookbookError("bad-parameter", `${where}: parameter "${name}" is declared as ${annotation}, got ${got}`);
}

function typeOfLiteral(text: string): string | undefined {
  const value = literalValue(text);
  if (value !== undefined) return typeof value;
  return /^`/.test(text) ? "string" : undefined;
}

function literalValue(text: string): ParameterValue | undefined {
  if (/^(true|false)$/.test(text)) return text === "true";
  if (/^[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?$/i.test(text)) return Number(text.replaceAll("_", ""));
  const quoted = /^(["'])((?:(?!\1)[^\\]|\\.)*)\1$/.exec(text);
  return quoted?.[2]?.replaceAll(/\\(.)/g, "$1");
}

function freeId(taken: readonly string[]): string {
  let id = "injected-parameters";
  while (taken.includes(id)) id += "-";
  return id;
}

function nearestFirst(name: string, known: readonly string[]): string[] {
  return [...known].sort((a, b) => editDistance(name, a) - editDistance(name, b));
}
