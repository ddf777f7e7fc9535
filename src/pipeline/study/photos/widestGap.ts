import type {Interval} from "../../../core/payload.js";
import type {SliceResult} from "../../evaluation/slices/evaluateSlices.js";

/** A slice that falls short of what its classes let one expect. */
export interface WidestGap {
  /** Such as "White (colour)"; "none" where no slice is large enough to tell. */
  readonly name: string;
  /** Accuracy minus what was expected of its classes; 0, from -1 to 1, where there is none. */
  readonly gap: Interval;
}

/** The slice that lies farthest below what its classes let one expect, small slices aside; ties go to the first. */
export function widestGap(results: readonly SliceResult[]): WidestGap {
  const gaps = results.flatMap(({kind, name, small, sameClasses}) =>
    sameClasses && !small ? [{name: `${name} (${kind})`, gap: sameClasses.gap}] : [],
  );
  const nothing = {name: "none", gap: {value: 0, low: -1, high: 1, level: 0.95}};
  return (
    gaps.reduce<WidestGap | undefined>((w, one) => (w && w.gap.value <= one.gap.value ? w : one), undefined) ?? nothing
  );
}
