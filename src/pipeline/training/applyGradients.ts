import * as tf from "@tensorflow/tfjs-core";
import type {Model} from "../model/model.js";
import {networkOf} from "../model/network.js";
import type {UpdateRule} from "./optimiser.js";

/** Moves all trainable weights by one step. @param gradients in the order of the network's trainable weights */
export function applyGradients(
  model: Model,
  gradients: readonly Float32Array[],
  {rule, learningRate}: {readonly rule: UpdateRule; readonly learningRate: number},
): void {
  networkOf(model).trainableWeights.forEach((variable, i) => {
    const value = variable.read();
    const next = rule({
      name: variable.originalName,
      weights: value.dataSync() as Float32Array,
      gradient: gradients[i]!,
      learningRate,
      decays: value.rank > 1,
    });
    const tensor = tf.tensor(next, value.shape);
    variable.write(tensor);
    tensor.dispose();
  });
}
