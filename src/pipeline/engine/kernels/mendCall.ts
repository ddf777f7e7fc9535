import {LookbookError} from "../../../core/errors.js";

const mended = new WeakSet<object>();

/**
 * Puts another `call` in the place of that of a layer's class, which tfjs-layers does not export. Again costs nothing.
 * @param layer any layer of the class
 * @param mend makes the new call out of the shipped one
 * @throws LookbookError `no-engine` where the class has no call
 */
export function mendCall<Mended extends {call: unknown}>(
  layer: object,
  mend: (shipped: Mended["call"]) => Mended["call"],
): void {
  const prototype = Object.getPrototypeOf(layer) as Mended;
  if (mended.has(prototype)) return;
  if (typeof prototype.call !== "function") {
    const {name} = layer.constructor;
    throw new LookbookError("no-engine", `tfjs-layers' ${name} has no call any more; npm ci installs 4.22.0`);
  }
  prototype.call = mend(prototype.call);
  mended.add(prototype);
}
