import {LookbookError} from "../../../core/errors.js";
import {type ProgressFactory, silent} from "../../../core/progress.js";
import {permutation, seeded} from "../../../core/random.js";
import type {Model} from "../../model/model.js";
import {predict} from "../../model/predict.js";
import {assertClasses} from "../assertClasses.js";
import {type Baseline, baselinePicture} from "../baseline.js";
import {forBatches} from "../batches.js";

/** Options for {@link removalCurve}. */
export interface RemovalOptions {
  /** The class whose probability is watched, one per picture. */
  readonly classIndices: ArrayLike<number>;
  /** Pixels go from the picture ("deletion"), or come to an empty one ("insertion"), the most relevant first. */
  readonly direction: "deletion" | "insertion";
  /** What stands where a pixel is missing; defaults to grey, as in the paper. */
  readonly fill?: Baseline;
  /** Points of the curve beside its start; defaults to 28. */
  readonly steps?: number;
  /** Draws the order of pixels that are equally relevant; defaults to 0. */
  readonly seed?: number | string;
  readonly progress?: ProgressFactory;
}

/** How the probability of a class falls or rises. */
export interface RemovalCurve {
  /** [steps + 1], share of the pixels that went or came, 0 to 1. */
  readonly shares: readonly number[];
  /** [count, steps + 1], probability of the class, row-major. */
  readonly probabilities: Float32Array;
  /** [count], area under each curve, in [0, 1]: small is good for deletion, large for insertion. */
  readonly areas: Float64Array;
}

/**
 * Takes the pixels that a map calls relevant out of the pictures, or puts them into empty ones, and watches the answer.
 * Source: Petsiuk, Das, Saenko, "RISE: randomized input sampling for explanation of black-box models" (BMVC 2018), section 4.
 * @param images [count, height, width, channels], raw grey levels
 * @param maps [count, height, width], relevance
 * @throws LookbookError `bad-shape` for maps of another size; `bad-option` for a number of steps that is none or exceeds the pixels, or an unknown class
 */
export async function removalCurve(
  model: Model,
  images: Uint8Array,
  maps: Float32Array,
  {classIndices, direction, fill = "grey", steps = 28, seed = 0, progress = silent}: RemovalOptions,
): Promise<RemovalCurve> {
  const count = assertClasses("removalCurve", model, {images, classIndices});
  const [height, width, channels] = model.inputShape;
  const pixels = height * width;
  assertMaps(maps, count, pixels);
  if (!Number.isInteger(steps) || steps < 1 || steps > pixels) {
    throw new LookbookError(
      "bad-option",
      `removalCurve: steps must be a whole number from 1 to ${pixels}, got ${steps}`,
    );
  }
  const empty = baselinePicture(model, fill);
  const ties = permutation(pixels, seeded(seed).fork("ties"));
  const shares = Array.from({length: steps + 1}, (_, i) => Math.round((i * pixels) / steps) / pixels);
  const probabilities = new Float32Array(count * shares.length);
  const size = pixels * channels;
  const task = `${direction} ${model.name}`;
  await forBatches(count, {batchSize: 8, task, progress}, async (rows) => {
    const shown = new Float32Array(rows.length * shares.length * size);
    rows.forEach((row, i) => {
      const picture = images.subarray(row * size, (row + 1) * size);
      const [before, after] = direction === "deletion" ? [picture, empty] : [empty, picture];
      const order = byRelevance(maps.subarray(row * pixels, (row + 1) * pixels), ties);
      for (const [step, share] of shares.entries()) {
        const at = (i * shares.length + step) * size;
        shown.set(before, at);
        for (const pixel of order.subarray(0, Math.round(share * pixels))) {
          for (let c = pixel * channels; c < (pixel + 1) * channels; c++) shown[at + c] = after[c]!;
        }
      }
    });
    const answers = await predict(model, shown);
    rows.forEach((row, i) => {
      for (let step = 0; step < shares.length; step++) {
        const answer = answers[(i * shares.length + step) * model.classCount + classIndices[row]!]!;
        probabilities[row * shares.length + step] = answer;
      }
    });
  });
  return {shares, probabilities, areas: areasOf(probabilities, shares, count)};
}

/** The pixels, most relevant first; equals in the order of `ties`. */
function byRelevance(map: Float32Array, ties: readonly number[]): Int32Array {
  // A stable sort keeps the order of equals.
  return Int32Array.from([...ties].sort((a, b) => map[b]! - map[a]!));
}

/** By the trapezoidal rule. */
function areasOf(probabilities: Float32Array, shares: readonly number[], count: number): Float64Array {
  return Float64Array.from({length: count}, (_, row) => {
    let area = 0;
    for (let step = 1; step < shares.length; step++) {
      const at = row * shares.length + step;
      area += ((shares[step]! - shares[step - 1]!) * (probabilities[at]! + probabilities[at - 1]!)) / 2;
    }
    return area;
  });
}

function assertMaps(maps: Float32Array, count: number, pixels: number): void {
  if (maps.length !== count * pixels) {
    throw new LookbookError(
      "bad-shape",
      `removalCurve: expected ${count} maps of ${pixels} pixels, got ${maps.length} numbers`,
    );
  }
}
