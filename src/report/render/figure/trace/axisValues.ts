import {at, listAt, textAt} from "../spec/read.js";
import type {StyledTrace} from "../spec/style.js";
import {isLying} from "./box.js";

/** What each trace shows on an axis, as far as it decides on the axis' type and categories; in the order of the traces. */
export function valuesFor(id: string, traces: readonly StyledTrace[]): (readonly unknown[])[] {
  const letter = id[0] as "x" | "y";
  const own = traces.filter(({spec}) => (textAt(spec, `${letter}axis`) ?? letter) === id);
  return own.flatMap((trace) => {
    const {type, spec, name} = trace;
    const list = listAt(spec, letter);
    if (list !== undefined) return [list.some(Array.isArray) ? list.flat() : list];
    if (type !== "box" || (letter === "y") !== isLying(spec)) return [];
    const single = at(spec, `${letter}0`) ?? (textAt(spec, "name") === undefined ? undefined : name);
    return single === undefined ? [] : [[single]];
  });
}
