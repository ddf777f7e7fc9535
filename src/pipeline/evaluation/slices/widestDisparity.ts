import {type Disparity, disparity} from "./disparity.js";
import type {SliceResult} from "./evaluateSlices.js";

/** Of all kinds among the results, the one whose worst slice lies furthest behind its best; undefined where no kind can be compared. */
export function widestDisparity(results: readonly SliceResult[]): Disparity | undefined {
  const kinds = [...new Set(results.map(({kind}) => kind))];
  return kinds.flatMap((kind) => disparity(results, kind) ?? []).sort((a, b) => a.ratio.value - b.ratio.value)[0];
}
