import type {ImageSet} from "../dataset/imageSet.js";
import type {Model} from "../model/model.js";
import {predictLogits} from "../model/predict.js";
import {crossEntropy} from "./crossEntropy.js";

/** Mean loss in nats and share of right answers. */
export interface Measure {
  readonly loss: number;
  readonly accuracy: number;
}

/** Loss and accuracy of a model on a set, dropout off. */
export async function measure(model: Model, {images, labels, count}: ImageSet): Promise<Measure> {
  const logits = await predictLogits(model, images);
  const {loss, correct} = crossEntropy(logits, labels, {classCount: model.classCount});
  return {loss: loss / count, accuracy: correct / count};
}

/** A measure in words, for a progress line. */
export function describe({loss, accuracy}: Measure): string {
  return `loss ${loss.toFixed(3)}  accuracy ${(100 * accuracy).toFixed(1)} %`;
}
