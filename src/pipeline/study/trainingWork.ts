import type {Model} from "../model/model.js";
import {modelFacts} from "../model/modelFacts.js";

/**
 * What a training computes, in floating-point operations: a step costs about three passes through the network, one forwards and, for the
 * gradients of weights and of activations, two backwards. It depends on no machine, as a duration does.
 */
export function trainingWork(
  model: Model,
  {pictures, epochs}: {readonly pictures: number; readonly epochs: number},
): number {
  return 3 * modelFacts(model).flops * pictures * epochs;
}
