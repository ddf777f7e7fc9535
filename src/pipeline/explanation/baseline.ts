import {LookbookError} from "../../core/errors.js";
import type {Model} from "../model/model.js";
import {networkOf} from "../model/network.js";

/**
 * A picture that shows nothing, beside which something is shown: black, the grey that the network's normalisation makes 0 of, which is
 * the mean of the pictures it learnt from, one grey level, or any picture ([height, width, channels], grey levels).
 */
export type Baseline = "black" | "grey" | number | Float32Array;

/** Writes a baseline out. @returns [height, width, channels], grey levels @throws LookbookError `bad-shape` for another size; `bad-option` for no grey level */
export function baselinePicture(model: Model, baseline: Baseline): Float32Array {
  const {name, inputShape} = model;
  const size = inputShape.reduce((product, n) => product * n, 1);
  if (baseline === "black") return new Float32Array(size);
  const level = baseline === "grey" ? greyOf(model) : baseline;
  const picture = typeof level === "number" ? new Float32Array(size).fill(level) : level;
  if (picture.length !== size) {
    throw new LookbookError(
      "bad-shape",
      `baseline: model ${name} takes ${inputShape.join(" x ")} numbers, got ${picture.length}`,
    );
  }
  const bad = picture.find((level) => !(level >= 0 && level <= 255));
  if (bad === undefined) return picture;
  throw new LookbookError("bad-option", `baseline: grey levels lie in 0 to 255, got ${bad}`);
}

/** The grey level at which the network's first rescaling gives 0; the middle grey where there is none, or none that is a grey level. */
function greyOf(model: Model): number {
  const rescaling = networkOf(model).layers.find((layer) => layer.getClassName() === "Rescaling");
  const {scale, offset} = (rescaling?.getConfig() ?? {}) as {readonly scale?: number; readonly offset?: number};
  const level = -(offset ?? 0) / (scale ?? 1);
  return level > 0 && level <= 255 ? level : middle;
}

const middle = 127.5;
