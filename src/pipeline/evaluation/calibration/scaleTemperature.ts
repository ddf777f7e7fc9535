import {LookbookError} from "../../../core/errors.js";
import {expOf} from "../../../core/exponential.js";
import type {Predictions} from "../predictions.js";
import {logProbabilities} from "./logProbabilities.js";

/**
 * Divides the logits by a temperature: above 1 every answer becomes less sure, below 1 surer. The answers stay as they are.
 * @returns predictions with probabilities of their own; a temperature of 1 changes nothing but zeros, which become 2^-149
 * @throws LookbookError `bad-option` for a temperature that is not above 0 and finite
 */
export function scaleTemperature(predictions: Predictions, temperature: number): Predictions {
  if (!(temperature > 0 && temperature < Number.POSITIVE_INFINITY)) {
    throw new LookbookError("bad-option", `scaleTemperature: expected a temperature above 0, got ${temperature}`);
  }
  const classCount = predictions.classNames.length;
  const logits = logProbabilities(predictions.probabilities);
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classCount) {
    const row = logits.subarray(start, start + classCount);
    const most = row.reduce((a, b) => Math.max(a, b));
    const weights = row.map((logit) => expOf((logit - most) / temperature));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (let k = 0; k < classCount; k++) probabilities[start + k] = weights[k]! / total;
  }
  return {...predictions, probabilities};
}
