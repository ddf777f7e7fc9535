import {type Predictions, predictions} from "../../../src/pipeline/evaluation/predictions.js";

/** Predictions of examples that have no numbers of their own. @param probabilities [count, classCount], row-major */
export function asked(yTrue: readonly number[], probabilities: readonly number[], classCount: number): Predictions {
  const classNames = Array.from({length: classCount}, (_, k) => `class ${k}`);
  const set = {name: "test", classNames, labels: Uint8Array.from(yTrue), count: yTrue.length};
  const shape = {images: new Float32Array(yTrue.length), height: 1, width: 1, channels: 1};
  return predictions({...set, ...shape}, Float32Array.from(probabilities));
}

/** Predictions of certain answers. */
export function answered(yTrue: readonly number[], yPred: readonly number[], classCount: number): Predictions {
  const certain = yPred.flatMap((answer) => Array.from({length: classCount}, (_, k) => Number(k === answer)));
  return asked(yTrue, certain, classCount);
}
