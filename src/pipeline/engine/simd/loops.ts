import type {WasmFunction} from "./assembler.js";
import {columnDot, columnSum, combine, scaleInto} from "./columns.js";
import {narrow, wide} from "./lanes.js";
import {maxPoolGradient, reluGradient} from "./masks.js";
import {outer, product, tileSizes} from "./products.js";

/**
 * The inner loops of training, as WebAssembly functions. Addresses, strides and offsets are in bytes, counts at least 1.
 * Each exists as `<name>Wide` (four channels at once) and `<name>Narrow` (one).
 */
export function writeLoops(): WasmFunction[] {
  return [wide, narrow].flatMap((lanes) => [
    ...tileSizes(lanes).map(([m, n]) => outer(lanes, m, n)),
    ...tileSizes(lanes).map(([m, n]) => product(lanes, m, n)),
    columnSum(lanes),
    columnDot(lanes),
    combine(lanes, "addColumns", lanes.add),
    combine(lanes, "subtractColumns", lanes.sub),
    combine(lanes, "scaleColumns", lanes.mul),
    scaleInto(lanes),
    reluGradient(lanes),
    maxPoolGradient(lanes),
  ]);
}
