import type {LayerVariable} from "@tensorflow/tfjs-layers";
import {copyNumbers, filledTensor} from "../engine/numbers.js";
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
  const tensor = filledTensor(variable.shape as number[], (values) => values.set(numbers.subarray(start, end)));
  variable.write(tensor);
  tensor.dispose();
}

/** Takes a variable's numbers. */
export function readSpan({variable, start}: Span, into: Float32Array): void {
  copyNumbers(variable.read(), into, start);
}
