import type {SliceResult} from "../../evaluation/slices/evaluateSlices.js";
import {shareOf} from "./answersByClass.js";

/** A slice by its kind and name; one without rows, of which nothing is known, where there is none. */
export function sliceNamed(results: readonly SliceResult[], kind: string, name: string): SliceResult {
  const found = results.find((result) => result.kind === kind && result.name === name);
  const nothing = {value: 0, low: -1, high: 1, level: 0.95};
  return (
    found ?? {kind, name, count: 0, right: 0, accuracy: shareOf(0, 0), small: true, difference: nothing, pValue: 1}
  );
}
