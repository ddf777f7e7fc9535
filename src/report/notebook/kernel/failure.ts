import {dirname} from "node:path";
import {inspect, types} from "node:util";
import {type CellPlace, cellFrame} from "./nameCells.js";
import type {Failure} from "./protocol.js";
import {shorthandHint} from "./shorthandHint.js";
import type {SourceMaps} from "./sourceMaps.js";
import type {TslabDiagnostic} from "./tslab.js";

/** What a cell threw, with its stack in terms of the notebook's cells and lines. */
export function runtimeFailure(thrown: unknown, maps: SourceMaps): Failure {
  try {
    return describe(thrown, maps);
  } catch {
    // A getter of the thrown thing threw in its turn.
    return {ename: "Error", evalue: "a cell threw something that cannot be shown", traceback: []};
  }
}

function describe(thrown: unknown, maps: SourceMaps): Failure {
  if (!isError(thrown)) {
    const evalue = `a cell threw ${inspect(thrown)}, which is no Error and so has no stack`;
    return {ename: "Error", evalue, traceback: [`Error: ${evalue}`]};
  }
  const ename = String(thrown.name);
  const evalue = String(thrown.message);
  const frames = framesOf(thrown, maps);
  const first = frames.find(({place}) => place)?.place;
  return {
    ename,
    evalue,
    traceback: [
      `${ename}: ${evalue}`,
      ...frames.map(({text}) => `    at ${text}`),
      ...(first ? excerpt(first, maps) : []),
      ...causesOf(thrown, maps),
      ...hintsOf(evalue, first, maps),
    ],
  };
}

function hintsOf(message: string, place: CellPlace | undefined, maps: SourceMaps): string[] {
  const hint = place && shorthandHint(message, maps.linesOf(place.cell)[place.line - 1] ?? "");
  return hint === undefined ? [] : [hint];
}

/** What the compiler said of a cell. */
export function compileFailure(diagnostics: readonly TslabDiagnostic[], cell: number, maps: SourceMaps): Failure {
  const traceback = diagnostics.flatMap(({start, messageText, fileName}) => {
    const message = messageText.trim();
    if (fileName !== undefined) return [`${fileName}, line ${start.line + 1}: ${message}`];
    // The explanations of one diagnostic come as diagnostics of the same place; the excerpt is wanted once.
    const place = {line: start.line + 1, column: start.character + 1};
    return [
      `${maps.nameOf(cell)}, line ${place.line}, column ${place.column}: ${message}`,
      ...excerpt({cell, ...place}, maps),
    ];
  });
  const [first] = diagnostics;
  return {
    ename: "TypeScriptError",
    evalue: first?.messageText.trim() ?? "the cell does not compile",
    traceback: ["TypeScriptError: the cell does not compile", ...traceback],
  };
}

interface Frame {
  readonly text: string;
  readonly place?: CellPlace;
}

/** Frames in cells and in libraries; those of tslab, Node and the executor tell an author nothing. */
function framesOf(error: Error, maps: SourceMaps): Frame[] {
  const stack = String(error.stack ?? "").split("\n");
  return stack.flatMap((line): Frame[] => {
    if (!/^\s+at /.test(line)) return [];
    const frame = line.trim().slice("at ".length);
    const inCell = cellFrame(frame);
    if (!inCell) return isForeign(frame) ? [] : [{text: shorten(frame)}];
    const {cell} = inCell;
    const place = maps.original(cell, inCell);
    // The wrapper's call of the cell has no place in the cell's source, and its caller's line says where the cell is.
    if (!place) return [];
    const name = nameIn(frame);
    const where = `${maps.nameOf(cell)}, line ${place.line}`;
    return [{text: name ? `${name} (${where})` : where, place: {cell, ...place}}];
  });
}

function nameIn(frame: string): string | undefined {
  const name = /^(?:async )?((?:new )?[\w$.<>[\] ]+?) \(/.exec(frame)?.[1]?.replace(/^(?:exports|Proxy|Object)\./, "");
  return name === undefined || /^(?:eval|<anonymous>)$/.test(name) ? undefined : name;
}

const library = dirname(dirname(dirname(dirname(import.meta.dirname))));
const here = import.meta.dirname;

function isForeign(frame: string): boolean {
  return /\(?node:|node_modules[\\/]tslab[\\/]|<anonymous>\)?$/.test(frame) || frame.includes(here);
}

/** Without the part of a path that differs from machine to machine. */
function shorten(frame: string): string {
  return frame
    .replaceAll("file://", "")
    .replaceAll(/[^\s(]*[\\/]node_modules[\\/]/g, "")
    .replaceAll(library, "lookbook");
}

/** The line and its neighbours, the line marked and the column pointed at. */
function excerpt({cell, line, column}: CellPlace, maps: SourceMaps): string[] {
  const source = maps.linesOf(cell);
  const from = Math.max(1, line - 1);
  const shown = source.slice(from - 1, line + 1);
  const width = String(from + shown.length).length;
  const numbered = shown.flatMap((text, i) => {
    const isMarked = from + i === line;
    const row = `${isMarked ? ">" : " "} ${String(from + i).padStart(width)} | ${text}`;
    return isMarked ? [row, `  ${" ".repeat(width)} | ${" ".repeat(Math.max(0, column - 1))}^`] : [row];
  });
  return [`${maps.nameOf(cell)}:`, ...numbered];
}

function causesOf(error: Error, maps: SourceMaps): string[] {
  const parts = "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  const causes = error.cause === undefined ? [] : [error.cause];
  return [...parts, ...causes].slice(0, 8).flatMap((cause: unknown) => {
    if (!isError(cause)) return [`caused by ${inspect(cause)}`];
    return [`caused by ${cause.name}: ${cause.message}`, ...framesOf(cause, maps).map(({text}) => `    at ${text}`)];
  });
}

function isError(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}
