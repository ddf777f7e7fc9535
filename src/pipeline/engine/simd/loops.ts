import type {WasmFunction} from "./assembler.js";
import {affine, affineSum, columnDot, columnSquares, columnSum, combine, scaleInto, spans} from "./columns.js";
import {narrow, wide} from "./lanes.js";
import {maxPoolGradient, reluGradient} from "./masks.js";
import {multiplyLoop, tileShapes} from "./multiply.js";
import {outer, tileSizes} from "./outer.js";
import {winogradLoops} from "./winograd.js";

/**
 * The inner loops of training, as WebAssembly functions. Addresses, strides and offsets are in bytes, counts at least 1.
 * Each exists as `<name>Wide` (four channels at once) and, but for Winograd's, `<name>Narrow` (one).
 */
export function writeLoops(): WasmFunction[] {
  const both = [wide, narrow].flatMap((lanes) => [
    ...tileSizes(lanes).map(([m, n]) => outer(lanes, m, n)),
    ...tileShapes.filter(([, groups]) => groups === 1 || lanes.count > 1).map((shape) => multiplyLoop(lanes, shape)),
    ...spans
      .filter((span) => span === 1 || lanes.count > 1)
      .flatMap((span) => [columnSum(lanes, span), columnDot(lanes, span), columnSquares(lanes, span)]),
    affine(lanes),
    affineSum(lanes),
    combine(lanes, "addColumns", lanes.add),
    combine(lanes, "subtractColumns", lanes.sub),
    combine(lanes, "scaleColumns", lanes.mul),
    scaleInto(lanes),
    reluGradient(lanes),
    maxPoolGradient(lanes),
  ]);
  return [...both, ...winogradLoops(wide)];
}
