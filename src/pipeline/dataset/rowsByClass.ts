import type {ImageSet} from "./imageSet.js";

/** The rows of each class, ascending, in the order of the classes. */
export function rowsByClass({labels, classNames}: Pick<ImageSet, "labels" | "classNames">): number[][] {
  const rows: number[][] = classNames.map(() => []);
  labels.forEach((label, row) => {
    rows[label]!.push(row);
  });
  return rows;
}
