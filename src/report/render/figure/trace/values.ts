import {formatNumber} from "../axis/tickText.js";
import type {Json} from "../spec/read.js";
import {listAt, numberAt, pick, toNumber} from "../spec/read.js";

/** A trace's values on an axis: its list, or even steps from `x0` by `dx`. */
export function valuesOf(trace: Json, letter: "x" | "y", length: number): readonly unknown[] {
  const list = listAt(trace, letter);
  if (list !== undefined) return list;
  const [first, step] = [numberAt(trace, `${letter}0`) ?? 0, numberAt(trace, `d${letter}`) ?? 1];
  return Array.from({length}, (_, i) => first + i * step);
}

/** Examples of a trace: as many as both its lists have. */
export function lengthOf(trace: Json): number {
  const lengths = ["x", "y"].flatMap((letter) => listAt(trace, letter)?.length ?? []);
  return lengths.length === 0 ? 0 : Math.min(...lengths);
}

/** Fills a template such as `%{text}: %{y:.1%}` from what is known of a point. */
export function fillTemplate(template: string, known: Readonly<Record<string, unknown>>): string {
  return template.replaceAll(/%\{(\w+)(?:\[(\d+)\])?(?::([^}]*))?\}/g, (whole, key: string, index, spec) => {
    const found = index === undefined ? known[key] : pick(known[key], Number(index));
    if (found === undefined || found === null) return key in known ? "" : whole;
    const number = toNumber(found);
    return spec !== undefined && number !== undefined ? formatNumber(number, spec) : String(found);
  });
}

/** Distinct values in ascending order and the least distance between two; 1 for a single one. Plotly's `distinctVals`. */
export function distinct(values: readonly number[]): {readonly values: readonly number[]; readonly gap: number} {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const span = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0) || 1;
  const slack = span / Math.max(1, sorted.length - 1) / 1e4;
  const kept: number[] = [];
  let gap = span;
  for (const value of sorted) {
    const last = kept.at(-1);
    if (last !== undefined && value - last <= slack) continue;
    if (last !== undefined) gap = Math.min(gap, value - last);
    kept.push(value);
  }
  return {values: kept, gap};
}
