import {networkOf} from "../model/network.js";
import {clipByGlobalNorm} from "./clipByGlobalNorm.js";
import type {UpdateRule} from "./optimiser.js";
import type {Desk} from "./shard.js";
import {lengthOf, readSpan, spansOf, writeSpan} from "./spans.js";

/**
 * Ends a step on the board.
 * @param shards how many of the board's slots the step has filled
 * @returns the length of the gradient before it was clipped, undefined without `clip`; where it is no finite number, nothing has moved
 */
export type Mover = (step: {readonly shards: number; readonly learningRate: number}) => number | undefined;

/** Options for {@link openMover}. */
export interface MoverOptions {
  /** The gradient of all weights together is shortened to this length where it is longer; defaults to never. */
  readonly clip?: number | undefined;
}

/**
 * Opens what ends each step: the shards' gradients are added up and move the weights; the moving settings become the mean of what
 * the shards made of them. In the order of the shards, whoever computed them, so that the bits do not depend on it.
 */
export function openMover(
  {model, board}: Pick<Desk, "model" | "board">,
  rule: UpdateRule,
  {clip}: MoverOptions = {},
): Mover {
  const network = networkOf(model);
  const [weights, settings] = [spansOf(network.trainableWeights), spansOf(network.nonTrainableWeights)];
  const gradient = new Float32Array(lengthOf(weights));
  const none = new Float32Array(Math.max(lengthOf(weights), lengthOf(settings)));
  return ({shards, learningRate}) => {
    const slots = board.slots.slice(0, shards);
    const gradients = slots.map((slot) => slot.gradient);
    addUp(gradients, {into: gradient, none, start: 0, end: gradient.length, over: 1});
    const norm = clip === undefined ? undefined : clipByGlobalNorm(gradient, clip);
    if (norm !== undefined && !Number.isFinite(norm)) return norm;
    for (const span of weights) {
      const {variable, start, end} = span;
      rule({
        name: variable.originalName,
        weights: board.weights.subarray(start, end),
        gradient: gradient.subarray(start, end),
        learningRate,
        decays: variable.shape.length > 1,
      });
      if (!variable.constraint) continue;
      writeSpan(span, board.weights); // which applies the constraint
      readSpan(span, board.weights);
    }
    const moved = slots.map((slot) => slot.settings);
    for (const [i, {start, end}] of settings.entries()) {
      if (board.moving[i]) addUp(moved, {into: board.settings, none, start, end, over: shards});
    }
    return norm;
  };
}

interface Sum {
  readonly into: Float32Array;
  /** Zeros, at least as long. */
  readonly none: Float32Array;
  readonly start: number;
  readonly end: number;
  /** What the sum is divided by. */
  readonly over: number;
}

/** Adds up in order, four terms at a time, each time in double precision, rounded once. */
function addUp(terms: readonly Float32Array[], {into, none, start, end, over}: Sum): void {
  for (let k = 0; k < terms.length; k += 4) {
    const [a = none, b = none, c = none, d = none] = terms.slice(k, k + 4);
    const sum = k === 0 ? none : into;
    // One loop over four arrays takes half the time of four loops, or of a loop over the terms inside.
    for (let i = start; i < end; i++) into[i] = sum[i]! + a[i]! + b[i]! + c[i]! + d[i]!;
  }
  if (over !== 1) for (let i = start; i < end; i++) into[i]! /= over;
}
