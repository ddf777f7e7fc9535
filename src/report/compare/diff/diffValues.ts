import {hashOf} from "../../../core/hash.js";
import {isInterval} from "../../../core/payload.js";
import type {RecordedValue} from "../report.js";
import {keysOf} from "./keys.js";
import type {ValueChange} from "./reportDiff.js";

type Values = Readonly<Record<string, RecordedValue>>;

/** Values that differ; one that moved to another cell and stayed equal does not. */
export function diffValues(old: Values, now: Values): ValueChange[] {
  return keysOf(old, now).flatMap((path) => {
    const [before, after] = [old[path], now[path]];
    if (before && after && hashOf(before.value) === hashOf(after.value)) return [];
    return [{path, old: before, new: after, ...distance(before?.value, after?.value)}];
  });
}

function distance(old: unknown, now: unknown): Pick<ValueChange, "difference" | "overlap"> {
  const [from, to] = [numberOf(old), numberOf(now)];
  if (from === undefined || to === undefined) return {};
  if (!isInterval(old) || !isInterval(now)) return {difference: to - from};
  return {difference: to - from, overlap: old.low <= now.high && now.low <= old.high};
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return isInterval(value) && typeof value.value === "number" ? value.value : undefined;
}
