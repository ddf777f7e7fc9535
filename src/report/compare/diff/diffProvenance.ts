import {keysOf} from "./keys.js";
import type {FactChange} from "./reportDiff.js";

type Groups = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Facts of provenance that differ: commit, parameters, data, versions. */
export function diffProvenance(old: Groups, now: Groups): FactChange[] {
  return keysOf(old, now).flatMap((group) => {
    const [before, after] = [old[group] ?? {}, now[group] ?? {}];
    return keysOf(before, after)
      .filter((name) => before[name] !== after[name])
      .map((name) => ({group, name, old: before[name], new: after[name]}));
  });
}
