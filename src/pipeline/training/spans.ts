import * as tf from "@tensorflow/tfjs-core";
import type {LayerVariable} from "@tensorflow/tfjs-layers";
import type {Model} from "../model/model.js";
import {networkOf} from "../model/network.js";

/** A variable of a network, and where its numbers lie in one long array. */
export interface Span {
  readonly variable: LayerVariable;
  readonly start: number;
  readonly end: number;
}

/** Lays variables one behind the other. */
export function spansOf(variables: readonly LayerVariable[]): Span[] {
  let end = 0;
  return variables.map((variable) => {
    const start = end;
    end += variable.shape.reduce<number>((product, n) => product * n!, 1);
    return {variable, start, end};
  });
}

/** How long the array is. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.at(-1)?.end ?? 0;
}

/** Names and shapes of all weights in their order: two networks with the same signature can share a board. */
export function signatureOf(model: Model): string {
  const {trainableWeights, nonTrainableWeights} = networkOf(model);
  const describe = (weights: readonly LayerVariable[]): string =>
    weights.map(({originalName, shape}) => `${originalName}[${shape}]`).join();
  return `${describe(trainableWeights)};${describe(nonTrainableWeights)}`;
}

/** Gives a variable its numbers. */
export function writeSpan({variable, start, end}: Span, numbers: Float32Array): void {
  // slice: plain JavaScript's backend keeps the memory it is given.
  const tensor = tf.tensor(numbers.slice(start, end), variable.shape as number[]);
  variable.write(tensor);
  tensor.dispose();
}

/** Takes a variable's numbers. */
export function readSpan({variable, start}: Span, into: Float32Array): void {
  into.set(variable.read().dataSync() as Float32Array, start);
}
