import {LookbookError} from "../../core/errors.js";
import type {CrossEntropy, CrossEntropyOptions} from "./crossEntropy.js";
import {logitRow} from "./logitRow.js";

/** Options for {@link focalLoss}. */
export interface FocalLossOptions extends CrossEntropyOptions {
  /** How little examples count that are right already, at least 0; defaults to 2. With 0 it is cross-entropy. */
  readonly gamma?: number;
  /** Factor of the whole loss, above 0; defaults to 1. */
  readonly alpha?: number;
}

/**
 * Focal loss of softmax probabilities (Lin et al., "Focal loss for dense object detection", 2017, for several classes), with its
 * gradient in closed form. A row with label y and smoothed targets t costs alpha w[y] sum of t[k] (1 - p[k])^gamma (-log p[k]);
 * with the weights of `classBalancedWeights` it is the class-balanced focal loss of Cui et al. 2019.
 * @param logits [count, classCount], row-major
 * @param labels [count], class indices
 * @throws LookbookError `bad-option` for a gamma below 0 or an alpha that is not above 0
 */
export function focalLoss(
  logits: Float32Array,
  labels: Uint8Array,
  {classCount, gamma = 2, alpha = 1, labelSmoothing = 0, classWeights, rowWeights}: FocalLossOptions,
): CrossEntropy {
  if (!(gamma >= 0)) throw new LookbookError("bad-option", `focal loss: gamma must be at least 0, got ${gamma}`);
  if (!(alpha > 0)) throw new LookbookError("bad-option", `focal loss: alpha must be above 0, got ${alpha}`);
  const gradient = new Float32Array(logits.length);
  const slopes = new Float64Array(classCount);
  const even = labelSmoothing / classCount;
  let loss = 0;
  let correct = 0;
  labels.forEach((label, i) => {
    const {row, logSum, winner} = logitRow(logits, i, classCount);
    const weight = alpha * (classWeights?.[label] ?? 1) * (rowWeights?.[i] ?? 1);
    let total = 0; // of the slopes, which flow back through the softmax to every logit
    for (let k = 0; k < classCount; k++) {
      const target = weight * (even + (k === label ? 1 - labelSmoothing : 0));
      const cost = focalCost(row[k]! - logSum, gamma);
      loss += target * cost.value;
      slopes[k] = target * cost.slope;
      total += slopes[k]!;
    }
    for (let k = 0; k < classCount; k++) {
      gradient[i * classCount + k] = (slopes[k]! - Math.exp(row[k]! - logSum) * total) / labels.length;
    }
    if (winner === label) correct++;
  });
  return {loss, correct, gradient};
}

/** (1 - p)^gamma (-log p), and its derivative by log p. */
function focalCost(logP: number, gamma: number): {readonly value: number; readonly slope: number} {
  const rest = -Math.expm1(logP); // 1 - p, exact where p is almost 1
  const focus = rest ** gamma;
  // At p = 1 the first term is 0 / 0 for a gamma below 1; its limit is 0.
  const fading = rest > 0 ? (gamma * focus * Math.exp(logP) * logP) / rest : 0;
  return {value: -focus * logP, slope: fading - focus};
}
