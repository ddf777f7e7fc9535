import type {Json} from "./spec/read.js";
import {at, isJson, listAt, objectAt, pick, textAt} from "./spec/read.js";

/** The data of a figure as one table over all its traces; a column per property that varies. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Lists of a trace that a reader may want, in the order of the columns. */
const listed = [
  "x",
  "y",
  "z",
  "base",
  "text",
  "error_x",
  "error_x minus",
  "error_y",
  "error_y minus",
  "size",
  "q1",
  "median",
  "q3",
];

/** @param data Plotly's traces; a heat map gives a row for each cell */
export function tableOf(data: unknown): FigureTable {
  const traces = Array.isArray(data) ? data.filter(isJson) : [];
  const records = traces.flatMap((trace, i) =>
    recordsOf(trace).map((record) => ({trace: textAt(trace, "name") ?? `trace ${i}`, ...record})),
  );
  const used = listed.filter((name) => records.some((record) => (record as Json)[name] !== undefined));
  const columns = traces.length > 1 || traces.some((trace) => textAt(trace, "name")) ? ["trace", ...used] : used;
  return {columns, rows: records.map((record) => columns.map((name) => cell((record as Json)[name])))};
}

function recordsOf(trace: Json): Json[] {
  const grid = listAt(trace, "z");
  if (grid !== undefined) {
    return grid.flatMap((row, j) =>
      (Array.isArray(row) ? row : []).map((z, i): Json => {
        const text = pick(pick(at(trace, "text"), j), i);
        return {x: pick(at(trace, "x"), i) ?? i, y: pick(at(trace, "y"), j) ?? j, z, ...(text !== undefined && {text})};
      }),
    );
  }
  const lists: Record<string, readonly unknown[] | undefined> = {
    ...Object.fromEntries(["x", "y", "base", "text", "q1", "median", "q3"].map((name) => [name, listAt(trace, name)])),
    ...errorsOf(trace, "error_x"),
    ...errorsOf(trace, "error_y"),
    size: listAt(trace, "marker.size"),
  };
  const given = Object.entries(lists).flatMap(([name, list]) => (list ? [[name, list] as const] : []));
  const length = Math.max(0, ...given.map(([, list]) => list.length));
  return Array.from({length}, (_, i) => Object.fromEntries(given.map(([name, list]) => [name, list[i]])));
}

function errorsOf(trace: Json, name: string): Record<string, readonly unknown[] | undefined> {
  const spec = objectAt(trace, name);
  return {[name]: listAt(spec, "array"), [`${name} minus`]: listAt(spec, "arrayminus")};
}

function cell(value: unknown): string | number | null {
  return typeof value === "number" || typeof value === "string"
    ? value
    : value === undefined || value === null
      ? null
      : JSON.stringify(value);
}
