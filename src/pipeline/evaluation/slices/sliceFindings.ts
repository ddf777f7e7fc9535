import type {SliceResult} from "./evaluateSlices.js";

/** What many slices say together. */
export interface SliceFindings {
  /** Slices that have rows. */
  readonly slices: number;
  /** Those whose accuracy differs from the rest by more than chance. */
  readonly different: number;
  /** Those that could be compared with their classes held fixed, and those of them that still differ. */
  readonly comparable: number;
  readonly differentSameClasses: number;
  /** Slices below the minimum, of which little can be said. */
  readonly small: number;
  /** Among the comparable slices that are not small, the one that falls furthest short of what its classes let one expect. */
  readonly shortest: SliceResult | undefined;
}

/** Counts the slices that differ from the rest. @param alpha level of significance of the corrected p-values; defaults to 0.05 */
export function sliceFindings(results: readonly SliceResult[], alpha = 0.05): SliceFindings {
  const filled = results.filter(({count}) => count > 0);
  const comparable = filled.filter(({sameClasses}) => sameClasses !== undefined);
  const gap = ({sameClasses}: SliceResult): number => sameClasses!.gap.value;
  return {
    slices: filled.length,
    different: filled.filter(({pValue}) => pValue < alpha).length,
    comparable: comparable.length,
    differentSameClasses: comparable.filter(({sameClasses}) => sameClasses!.pValue < alpha).length,
    small: filled.filter(({small}) => small).length,
    shortest: comparable.filter(({small}) => !small).sort((a, b) => gap(a) - gap(b))[0],
  };
}
