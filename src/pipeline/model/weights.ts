import * as tf from "@tensorflow/tfjs-core";
import type {LayersModel} from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import {hashOf, sha256} from "../../core/hash.js";
import type {Model} from "./model.js";
import type {NamedWeight} from "./namedWeight.js";
import {networkOf} from "./network.js";

/** Copies all weights out, trainable or not, in the network's order. */
export function readWeights(model: Model): NamedWeight[] {
  return namedWeightsOf(networkOf(model));
}

/** Like {@link readWeights}, for a network that is no model. */
export function namedWeightsOf(network: LayersModel): NamedWeight[] {
  return network.weights.map((weight) => ({
    name: weight.originalName,
    shape: weight.shape.map((n) => n!),
    // slice: plain JavaScript's backend hands out its own memory.
    values: (weight.read().dataSync() as Float32Array).slice(),
  }));
}

/** SHA-256 over names and numbers of all weights. */
export function weightsHash(network: LayersModel): string {
  return hashOf(namedWeightsOf(network).map(({name, values}) => [name, sha256(new Uint8Array(values.buffer))]));
}

/** Sets all weights, by name. @throws LookbookError `bad-shape` when one is missing or has another shape */
export function writeWeights(model: Model, weights: readonly NamedWeight[]): void {
  writeNamedWeights(networkOf(model), weights);
}

/** Like {@link writeWeights}, for a network that is no model. */
export function writeNamedWeights(network: LayersModel, weights: readonly NamedWeight[]): void {
  const byName = new Map(weights.map((weight) => [weight.name, weight]));
  for (const variable of network.weights) {
    const {originalName: name} = variable;
    const shape = variable.shape.map((n) => n!);
    const weight = byName.get(name);
    if (weight?.shape.join() !== shape.join()) {
      const came = weight ? `[${weight.shape.join(", ")}]` : "none";
      throw new LookbookError(
        "bad-shape",
        `model ${network.name}: weight ${name}: expected shape [${shape.join(", ")}], got ${came}`,
      );
    }
    const tensor = tf.tensor(weight.values.slice(), shape);
    variable.write(tensor);
    tensor.dispose();
  }
}
