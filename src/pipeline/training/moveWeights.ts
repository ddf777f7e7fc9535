import type {Model} from "../model/model.js";
import {networkOf} from "../model/network.js";
import type {Board} from "./board.js";
import type {UpdateRule} from "./optimiser.js";
import {lengthOf, readSpan, spansOf, writeSpan} from "./spans.js";

/** Options for {@link moveWeights}. */
export interface MoveOptions {
  /** How many of the board's slots this step has filled. */
  readonly shards: number;
  readonly rule: UpdateRule;
  readonly learningRate: number;
}

/**
 * Ends a step on the board: the shards' gradients are added up and move the weights; the moving settings become the mean of
 * what the shards made of them. In the order of the shards, whoever computed them, so that the bits do not depend on it.
 */
export function moveWeights(model: Model, board: Board, {shards, rule, learningRate}: MoveOptions): void {
  const network = networkOf(model);
  const slots = board.slots.slice(0, shards);
  const spans = spansOf(network.trainableWeights);
  const gradient = new Float32Array(lengthOf(spans));
  addUp(
    slots.map((slot) => slot.gradient),
    {into: gradient, start: 0, end: gradient.length, over: 1},
  );
  for (const span of spans) {
    const {variable, start, end} = span;
    const next = rule({
      name: variable.originalName,
      weights: board.weights.subarray(start, end),
      gradient: gradient.subarray(start, end),
      learningRate,
      decays: variable.shape.length > 1,
    });
    board.weights.set(next, start);
    if (variable.constraint) {
      writeSpan(span, board.weights); // which applies the constraint
      readSpan(span, board.weights);
    }
  }
  const settings = slots.map((slot) => slot.settings);
  for (const [i, {start, end}] of spansOf(network.nonTrainableWeights).entries()) {
    if (board.moving[i]) addUp(settings, {into: board.settings, start, end, over: shards});
  }
}

/** Sums in double precision, divided by `over`, rounded once. */
function addUp(
  terms: readonly Float32Array[],
  {into, start, end, over}: {into: Float32Array; start: number; end: number; over: number},
): void {
  for (let i = start; i < end; i++) {
    let sum = 0;
    for (let k = 0; k < terms.length; k++) sum += terms[k]![i]!;
    into[i] = sum / over;
  }
}
