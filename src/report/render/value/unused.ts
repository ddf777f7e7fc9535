import type {LookbookError} from "../../../core/errors.js";
import {errorAt, nameOf} from "../place.js";
import type {Values} from "./values.js";

/** Paths of values that are for prose and that no prose showed. */
export function unusedPaths(values: Values, used: ReadonlySet<string>): string[] {
  return [...values].flatMap(([path, {forProse}]) => (forProse && !used.has(path) ? [path] : []));
}

/** An error for each cell that published such values. */
export function unusedProblems(values: Values, used: ReadonlySet<string>): LookbookError[] {
  const byCell = new Map<string, string[]>();
  for (const path of unusedPaths(values, used)) {
    const cell = nameOf(values.get(path)!.place);
    byCell.set(cell, [...(byCell.get(cell) ?? []), path]);
  }
  return [...byCell.values()].map((paths) => {
    const names = paths.map((path) => `"${path}"`).join(", ");
    const what = paths.length === 1 ? `the value ${names} is` : `the values ${names} are`;
    return errorAt(
      values.get(paths[0]!)!.place,
      "bad-reference",
      `${what} published, but no sentence shows ${paths.length === 1 ? "it" : "them"}; write {{${paths[0]}}} in prose, or publish with {audience: "programs"}`,
    );
  });
}
