import {keysOf} from "./keys.js";
import type {DataChange} from "./reportDiff.js";

/** Where two pieces of plain data differ. */
export interface DataDiff {
  readonly details: readonly DataChange[];
  /** All places, also those beyond the limit. */
  readonly count: number;
}

/** Compares plain data place by place; an array that grew counts once for each new element. */
export function diffData(old: unknown, now: unknown, {limit = 20}: {readonly limit?: number} = {}): DataDiff {
  const details: DataChange[] = [];
  let count = 0;
  const walk = (path: string, a: unknown, b: unknown): void => {
    if (Object.is(a, b)) return;
    if (isTree(a) && isTree(b) && Array.isArray(a) === Array.isArray(b)) {
      for (const key of keysOf(a, b))
        walk(below(path, key, Array.isArray(a)), Reflect.get(a, key), Reflect.get(b, key));
      return;
    }
    if (++count <= limit) details.push({path, old: a, new: b});
  };
  walk("", old, now);
  return {details, count};
}

function isTree(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function below(path: string, key: string, isArray: boolean): string {
  if (isArray) return `${path}[${key}]`;
  return path === "" ? key : `${path}.${key}`;
}
