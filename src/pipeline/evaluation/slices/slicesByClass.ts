import type {ExampleSet} from "../../dataset/imageSet.js";
import {rowsByClass} from "../../dataset/rowsByClass.js";
import type {Slice} from "./slice.js";

/** One slice for each class of the truth, in the order of the indices; a class without a picture gives an empty one. */
export function slicesByClass(set: Pick<ExampleSet, "labels" | "classNames">): Slice[] {
  return rowsByClass(set).map((rows, k) => ({kind: "class", name: set.classNames[k]!, rows}));
}
