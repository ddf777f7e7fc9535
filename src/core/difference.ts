import {isRecord} from "./isRecord.js";
/** What differs between two plain JSON values at one place. */
export interface Difference {
  /** `options.epochs`, `layers[2]`; empty for the whole. */
  readonly path: string;
  /** Undefined where it was added. */
  readonly before: unknown;
  /** Undefined where it was removed. */
  readonly after: unknown;
}

/** The places where two plain JSON values differ, as deep as both are records or lists of one length. */
export function differences(before: unknown, after: unknown, path = ""): readonly Difference[] {
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], path === "" ? key : `${path}.${key}`));
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((value, i) => differences(value, after[i], `${path}[${i}]`));
  }
  return JSON.stringify(before) === JSON.stringify(after) ? [] : [{path, before, after}];
}

/** A difference in words: `epochs 3 -> 8`; hashes are cut short, long values left out. */
export function describeDifference({path, before, after}: Difference): string {
  const name = path === "" ? "value" : path;
  if (before === undefined) return `${name} was added`;
  if (after === undefined) return `${name} was removed`;
  if (isFileHash(path, before)) return `${name} changed`;
  const [old, now] = [show(before), show(after)];
  return old === undefined || now === undefined ? `${name} changed` : `${name} ${old} -> ${now}`;
}

/** Of a file's content, two hashes tell a reader nothing. */
function isFileHash(path: string, value: unknown): boolean {
  return /\.\w+$/.test(path) && typeof value === "string" && /^[0-9a-f]{64}$/.test(value);
}

function show(value: unknown): string | undefined {
  if (typeof value === "string" && /^[0-9a-f]{40,}$/.test(value)) return value.slice(0, 8);
  const text = typeof value === "string" && /^[\w.:/@-]+$/.test(value) ? value : JSON.stringify(value);
  return text.length <= 40 ? text : undefined;
}
