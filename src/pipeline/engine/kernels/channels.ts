import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import {type Loop, loopOf} from "../simd/attach.js";

/**
 * Calls a loop for all channels, four at a time, and one at a time for the rest.
 * @param visit gets the loop and the offset of its first channel in bytes
 */
export function eachChannel(
  backend: BackendWasm,
  name: string,
  channels: number,
  visit: (loop: Loop, offset: number) => void,
): void {
  const [wide, narrow] = [loopOf(backend, `${name}Wide`), loopOf(backend, `${name}Narrow`)];
  const whole = channels - (channels % 4);
  for (let c = 0; c < whole; c += 4) visit(wide, 4 * c);
  for (let c = whole; c < channels; c++) visit(narrow, 4 * c);
}

/**
 * Splits rows into blocks that stay in the processor's first cache while a loop walks them channel by channel.
 * Sums get their own block each, too, which keeps rounding small.
 */
export function eachBlock(rows: number, rowBytes: number, visit: (start: number, count: number) => void): void {
  const most = Math.max(1, Math.floor(16_384 / rowBytes));
  for (let start = 0; start < rows; start += most) visit(start, Math.min(most, rows - start));
}
