import type {ExampleSet} from "../dataset/imageSet.js";
import type {Model} from "../model/model.js";
import {predictLogits} from "../model/predict.js";
import {crossEntropy} from "./crossEntropy.js";

/** Mean loss in nats and share of right answers. */
export interface Measure {
  readonly loss: number;
  readonly accuracy: number;
}

/** Loss and accuracy of a model on a set, dropout off. */
export async function measure(model: Model, set: ExampleSet): Promise<Measure> {
  return measureOf(await predictLogits(model, set.images), set);
}

/** Loss and accuracy of logits. @param logits [count, classCount], row-major */
export function measureOf(logits: Float32Array, {labels, count, classNames}: ExampleSet): Measure {
  const {loss, correct} = crossEntropy(logits, labels, {classCount: classNames.length});
  return {loss: loss / count, accuracy: correct / count};
}

/** A measure in words, for a progress line. */
export function describe({loss, accuracy}: Measure): string {
  return `loss ${loss.toFixed(3)}  accuracy ${(100 * accuracy).toFixed(1)} %`;
}
