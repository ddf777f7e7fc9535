import {type Predictions, predictions} from "../../../../src/pipeline/evaluation/predictions.js";

/** Predictions of labels, without pictures. @param probabilities [count, classCount] */
export function labelled(labels: readonly number[], probabilities: readonly number[], classCount: number): Predictions {
  const set = {
    name: "test",
    images: new Uint8Array(0),
    labels: Uint8Array.from(labels),
    count: labels.length,
    height: 0,
    width: 0,
    channels: 0,
    classNames: Array.from({length: classCount}, (_, k) => `class ${k}`),
  };
  return predictions(set, Float32Array.from(probabilities));
}
