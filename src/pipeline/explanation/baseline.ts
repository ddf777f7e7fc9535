import {LookbookError} from "../../core/errors.js";
import type {Model} from "../model/model.js";

/**
 * A picture that shows nothing, beside which something is shown: black, one grey level, or any picture
 * ([height, width, channels], grey levels), such as the mean of all.
 */
export type Baseline = "black" | number | Float32Array;

/** Writes a baseline out. @returns [height, width, channels], grey levels @throws LookbookError `bad-shape` for another size; `bad-option` for no grey level */
export function baselinePicture({name, inputShape}: Model, baseline: Baseline): Float32Array {
  const size = inputShape.reduce((product, n) => product * n, 1);
  if (baseline === "black") return new Float32Array(size);
  const picture = typeof baseline === "number" ? new Float32Array(size).fill(baseline) : baseline;
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
