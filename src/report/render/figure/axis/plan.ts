import type {Json} from "../spec/read.js";
import {at, listAt, objectAt, textAt, toNumber} from "../spec/read.js";
import {parseDate} from "./dates.js";

export type AxisType = "linear" | "log" | "date" | "category";

/** An axis before anything is measured: what its values are and how they become numbers on a line. */
export interface AxisPlan {
  /** `x`, `y2`. */
  readonly id: string;
  readonly letter: "x" | "y";
  /** The author's, from the layout. */
  readonly options: Json;
  readonly type: AxisType;
  /** In order; empty for the other types. */
  readonly categories: readonly string[];
  /** A value's place on the axis' line: itself, its decimal logarithm, milliseconds, or a category's index; NaN for none. */
  readonly toLine: (value: unknown) => number;
}

/** The name of an axis in the layout: `x2` is `xaxis2`. */
export function axisName(id: string): string {
  return `${id[0]}axis${id.slice(1)}`;
}

/**
 * Plans an axis from the traces that use it.
 * @param traces data of the axis, one list a trace, in order
 */
export function planAxis(id: string, layout: Json, traces: readonly (readonly unknown[])[]): AxisPlan {
  const options = objectAt(layout, axisName(id));
  const type = typeOf(options, traces);
  const categories = type === "category" ? categoriesOf(options, traces) : [];
  const index = new Map(categories.map((name, i) => [name, i]));
  return {id, letter: id[0] as "x" | "y", options, type, categories, toLine: converter(type, index)};
}

/** A value of the layout, where a logarithmic axis is given as exponents and categories may be given by number. */
export function layoutPlace(axis: AxisPlan, value: unknown): number {
  if (axis.type === "log") return toNumber(value) ?? Number.NaN;
  if (axis.type === "category" && typeof value === "number") return value;
  return axis.toLine(value);
}

/** Milliseconds; the calendar of computers ends soon after (ECMA-262, 21.4.1.1), and ranges reach beyond their data. */
const lastDate = 4e15;

function converter(type: AxisType, index: ReadonlyMap<string, number>): (value: unknown) => number {
  switch (type) {
    case "linear":
      return (value) => toNumber(value) ?? Number.NaN;
    case "log":
      return (value) => {
        const number = toNumber(value);
        return number !== undefined && number > 0 ? Math.log10(number) : Number.NaN;
      };
    case "date":
      return (value) => {
        const ms = parseDate(value) ?? toNumber(value) ?? Number.NaN;
        return Math.abs(ms) < lastDate ? ms : Number.NaN;
      };
    case "category":
      return (value) => (value === null || value === undefined ? Number.NaN : (index.get(String(value)) ?? Number.NaN));
  }
}

/** Plotly's rule: dates where they are more than twice the numbers, categories where texts are, else numbers. */
function typeOf(options: Json, traces: readonly (readonly unknown[])[]): AxisType {
  const given = textAt(options, "type");
  if (given === "linear" || given === "log" || given === "date" || given === "category") return given;
  const data = traces.find((list) => list.some((value) => value !== null && value !== undefined)) ?? [];
  const distinct = new Map(data.map((value) => [String(value), value]));
  let [dates, numbers, texts] = [0, 0, 0];
  for (const value of distinct.values()) {
    const isNumber = toNumber(value) !== undefined;
    if (parseDate(value) !== undefined) dates++;
    if (isNumber) numbers++;
    else if (typeof value === "string" || typeof value === "boolean") texts++;
  }
  if (dates > 2 * numbers) return "date";
  return texts > 2 * numbers ? "category" : "linear";
}

function categoriesOf(options: Json, traces: readonly (readonly unknown[])[]): string[] {
  const seen = traces.flat().flatMap((value) => (value === null || value === undefined ? [] : [String(value)]));
  const first = listAt(options, "categoryarray")?.map(String) ?? [];
  const order = at(options, "categoryorder") ?? (first.length > 0 ? "array" : "trace");
  const all = [...new Set(order === "array" ? [...first, ...seen] : seen)];
  if (order === "category ascending") return all.sort(compare);
  return order === "category descending" ? all.sort(compare).reverse() : all;
}

/** By code units: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
