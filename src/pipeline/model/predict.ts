import {setImmediate} from "node:timers/promises";
import * as tf from "@tensorflow/tfjs-core";
import {LookbookError} from "../../core/errors.js";
import {type ProgressFactory, silent} from "../../core/progress.js";
import {classLogits} from "./classLogits.js";
import type {Model} from "./model.js";
import {networkOf} from "./network.js";
import {pictureTensor} from "./pictureTensor.js";
import {softmax} from "./softmax.js";

/** Options for {@link predict}. */
export interface PredictOptions {
  /** Pictures in one pass through the network; defaults to 250. */
  readonly batchSize?: number;
  readonly progress?: ProgressFactory;
}

/**
 * Class probabilities of pictures; the normalisation is part of the network.
 * @param images [count, height, width, channels], raw grey levels 0 to 255, or what else the network takes
 * @returns [count, classCount], row-major
 * @throws LookbookError `bad-shape` when the bytes are no whole number of pictures
 */
export async function predict(
  model: Model,
  images: Uint8Array | Float32Array,
  options: PredictOptions = {},
): Promise<Float32Array> {
  return softmax(await predictLogits(model, images, options), model.classCount);
}

/** Like {@link predict}, before the softmax: [count, classCount], also where the network gives a single logit. */
export async function predictLogits(
  model: Model,
  images: Uint8Array | Float32Array,
  {batchSize = 250, progress = silent}: PredictOptions = {},
): Promise<Float32Array> {
  const count = pictureCount(model, images);
  const logits = new Float32Array(count * model.classCount);
  const line = progress(`predict ${model.name}`, "images");
  for (let start = 0; start < count; start += batchSize) {
    const rows = Int32Array.from({length: Math.min(batchSize, count - start)}, (_, i) => start + i);
    logits.set(forward(model, images, rows), start * model.classCount);
    line.update(start + rows.length, count);
    await setImmediate(); // timers and signals get their turn
  }
  line.end();
  return logits;
}

/** How many pictures the bytes hold. @throws LookbookError `bad-shape` when it is no whole number */
export function pictureCount({name, inputShape}: Model, images: Uint8Array | Float32Array): number {
  const [height, width, channels] = inputShape;
  const count = images.length / (height * width * channels);
  if (Number.isInteger(count)) return count;
  throw new LookbookError(
    "bad-shape",
    `model ${name} takes pictures of ${height} x ${width} x ${channels} numbers, got ${images.length} numbers, which is no whole number of them`,
  );
}

function forward(model: Model, images: Uint8Array | Float32Array, rows: Int32Array): Float32Array {
  const logits = tf.tidy(() => networkOf(model).apply(pictureTensor(images, rows, model.inputShape)) as tf.Tensor);
  const values = logits.dataSync() as Float32Array;
  logits.dispose();
  return classLogits(values, model.logitCount);
}
