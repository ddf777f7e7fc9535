import {seeded} from "../../../core/random.js";
import {drawKernel} from "../../model/initialise.js";
import type {Model} from "../../model/model.js";
import type {NamedWeight} from "../../model/namedWeight.js";
import {networkOf} from "../../model/network.js";
import {isPooledWhole} from "../../model/receptiveField.js";
import {copyOf} from "../../model/tailOf.js";
import {readWeights, writeWeights} from "../../model/weights.js";

/** Layers that are randomised together: one that has a kernel, and those that belong to it. */
export interface LayerGroup {
  /** That of the layer with the kernel. */
  readonly name: string;
  /** Names of all weights. */
  readonly weights: readonly string[];
}

/**
 * The layers of a network from its logits down to its pictures. A normalisation belongs to the convolution before it, and so does what
 * weighs its channels by a look at the whole map, as squeeze-and-excitation does.
 */
export function layerGroups(model: Model): LayerGroup[] {
  const {layers} = networkOf(model);
  const withWeights = layers.filter((layer) => layer.weights.length > 0);
  const logits = withWeights.filter(({weights}) => weights.some(isKernel)).at(-1);
  const groups: {name: string; weights: string[]}[] = [];
  for (const layer of withWeights) {
    const weights = layer.weights.map(({originalName}) => originalName);
    const starts = layer === logits || (layer.weights.some(isKernel) && !isPooledWhole(layer));
    if (starts || groups.length === 0) groups.push({name: layer.name, weights});
    else groups.at(-1)!.weights.push(...weights);
  }
  return groups.reverse();
}

/**
 * A copy of a model in which some layers have forgotten what they learnt: their kernels are drawn anew as before a training, and all
 * else is as before the first step.
 * @returns the caller disposes it
 */
export function randomised(model: Model, groups: readonly LayerGroup[], seed: number | string): Model {
  const forgotten = new Set(groups.flatMap(({weights}) => weights));
  const random = seeded(seed).fork("randomised weights");
  const copy = copyOf(model);
  writeWeights(
    copy,
    readWeights(copy).map((weight) => {
      if (!forgotten.has(weight.name)) return weight;
      if (isKernel({originalName: weight.name})) {
        return {...weight, values: drawKernel(weight, random.fork(weight.name))};
      }
      return {...weight, values: weight.values.map(() => (isOne(weight) ? 1 : 0))};
    }),
  );
  return copy;
}

function isKernel({originalName}: {readonly originalName: string}): boolean {
  return originalName.endsWith("kernel");
}

/** What begins at 1 in a normalisation; biases, means and shifts begin at 0. */
function isOne({name}: NamedWeight): boolean {
  return name.endsWith("/gamma") || name.endsWith("variance");
}
