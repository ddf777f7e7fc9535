import {expOf} from "../../../core/exponential.js";
import type {Model} from "../../model/model.js";
import {type Baseline, baselinePicture} from "../baseline.js";
import type {Grid, Superpixels} from "./superpixels.js";

/**
 * What stands where a superpixel is hidden: a baseline such as black, the background of the garments; "mean", the mean grey of the
 * superpixel itself, which hides its texture alone; or "blur", the picture out of focus (a Gaussian of 3 pixels), which hides what is fine.
 */
export type Absent = Baseline | "mean" | "blur";

/** The picture in which everything is hidden. @returns [height, width, channels], grey levels @throws LookbookError as `baselinePicture` */
export function absentPicture(
  model: Model,
  picture: Uint8Array,
  {absent, pieces}: {readonly absent: Absent; readonly pieces: Superpixels},
): Float32Array {
  const [height, width, channels] = model.inputShape;
  switch (absent) {
    case "mean":
      return meansOf(picture, pieces, channels);
    case "blur":
      return blurred(picture, {height, width, channels});
    default:
      return baselinePicture(model, absent);
  }
}

function meansOf(picture: Uint8Array, {labels, count}: Superpixels, channels: number): Float32Array {
  const sums = new Float64Array(count * channels);
  const sizes = new Float64Array(count);
  labels.forEach((label, i) => {
    sizes[label]!++;
    for (let c = 0; c < channels; c++) sums[label * channels + c]! += picture[i * channels + c]!;
  });
  return Float32Array.from(picture, (_, i) => {
    const label = labels[Math.floor(i / channels)]!;
    return sums[label * channels + (i % channels)]! / sizes[label]!;
  });
}

const deviation = 3;

/** Along the rows, then along the columns; beyond the edge, the edge is repeated. */
function blurred(picture: Uint8Array, {height, width, channels}: Grid): Float32Array {
  const reach = 3 * deviation;
  const weights = Array.from({length: 2 * reach + 1}, (_, i) =>
    expOf(-((i - reach) * (i - reach)) / (2 * deviation * deviation)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const along = (from: ArrayLike<number>, axis: "y" | "x"): Float32Array =>
    Float32Array.from({length: from.length}, (_, i) => {
      const pixel = Math.floor(i / channels);
      const [y, x] = [Math.floor(pixel / width), pixel % width];
      let sum = 0;
      weights.forEach((weight, k) => {
        const row = axis === "y" ? Math.min(height - 1, Math.max(0, y + k - reach)) : y;
        const column = axis === "x" ? Math.min(width - 1, Math.max(0, x + k - reach)) : x;
        sum += weight * from[(row * width + column) * channels + (i % channels)]!;
      });
      return sum / total;
    });
  return along(along(picture, "x"), "y");
}
