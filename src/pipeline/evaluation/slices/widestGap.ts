import type {Interval} from "../../../core/payload.js";
import type {SliceResult} from "./evaluateSlices.js";
import {sliceFindings} from "./sliceFindings.js";

/** A slice that falls short of what its classes let one expect. */
export interface WidestGap {
  /** Such as "White (colour)"; "none" where no slice is large enough to tell. */
  readonly name: string;
  /** Accuracy minus what was expected of its classes; 0, from -1 to 1, where there is none. */
  readonly gap: Interval;
}

/**
 * The slice that lies farthest below what its classes let one expect, small slices aside; ties go to the first. Its interval does not
 * know that it was picked among several, which makes the gap look a little wider than it is.
 */
export function widestGap(results: readonly SliceResult[]): WidestGap {
  const {shortest} = sliceFindings(results);
  if (!shortest?.sameClasses) return {name: "none", gap: {value: 0, low: -1, high: 1, level: 0.95}};
  return {name: `${shortest.name} (${shortest.kind})`, gap: shortest.sameClasses.gap};
}
