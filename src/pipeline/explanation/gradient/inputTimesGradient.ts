import {silent} from "../../../core/progress.js";
import type {Model} from "../../model/model.js";
import {assertClasses} from "../assertClasses.js";
import {forBatches} from "../batches.js";
import type {ExplainOptions} from "../explainOptions.js";
import {logitGradients} from "./logitGradients.js";

/** Options for {@link inputTimesGradient}. */
export interface InputTimesGradientOptions extends ExplainOptions {
  /** Pictures in one pass; defaults to 128. */
  readonly batchSize?: number;
}

/**
 * The gradient of a class's logit by each grey level, times the grey level: what the pixel would add if the network were linear. It is
 * the last step of {@link integratedGradients} from black, at a fraction of the cost.
 * Source: Shrikumar, Greenside, Shcherbina, Kundaje, "Not just a black box" (2016).
 * @param images [count, height, width, channels], raw grey levels
 * @returns [count, height, width], in logits; the channels of a pixel are summed
 * @throws LookbookError `bad-option` for an unknown class; `bad-shape` for other sizes
 */
export async function inputTimesGradient(
  model: Model,
  images: Uint8Array,
  {classIndices, batchSize = 128, progress = silent}: InputTimesGradientOptions,
): Promise<Float32Array> {
  const count = assertClasses("inputTimesGradient", model, {images, classIndices});
  const [height, width, channels] = model.inputShape;
  const size = height * width * channels;
  const maps = new Float32Array(count * height * width);
  await forBatches(count, {batchSize, task: `explain ${model.name}`, progress}, (rows) => {
    const from = rows[0]! * size;
    const pictures = images.subarray(from, from + rows.length * size);
    const gradients = logitGradients(model, pictures, {classIndices: Array.from(rows, (row) => classIndices[row]!)});
    for (let i = 0; i < pictures.length; i++) {
      maps[Math.floor((from + i) / channels)]! += gradients[i]! * pictures[i]!;
    }
  });
  return maps;
}
