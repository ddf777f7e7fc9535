import {sizeOf} from "./heap.js";

/** Where each index of one dimension goes; undefined for a dimension that stays as it is. */
export type IndexMap = Int32Array | undefined;

/**
 * Adds every number of a tensor to the place that its indices are mapped to, which is the gradient of copying numbers about.
 * @param from numbers of `shape`
 * @param to numbers of `toShape`, added to
 * @param maps one a dimension, of the length of that dimension of `shape`
 */
export function scatterAdd(
  {from, shape}: {readonly from: Float32Array; readonly shape: readonly number[]},
  {to, toShape}: {readonly to: Float32Array; readonly toShape: readonly number[]},
  maps: readonly IndexMap[],
): void {
  const last = maps.reduce((latest, map, axis) => (map ? axis : latest), -1);
  const run = sizeOf(shape.slice(last + 1)); // numbers that stay side by side
  let read = 0;
  const visit = (axis: number, target: number): void => {
    if (axis > last) {
      for (let i = 0; i < run; i++) to[target + i]! += from[read + i]!;
      read += run;
      return;
    }
    const [map, stride] = [maps[axis], sizeOf(toShape.slice(axis + 1))];
    for (let i = 0; i < shape[axis]!; i++) visit(axis + 1, target + (map ? map[i]! : i) * stride);
  };
  visit(0, 0);
}
