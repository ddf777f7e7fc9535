import * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import {graft, outputOf} from "./graft.js";
import type {Model} from "./model.js";
import {networkOf, wrapNetwork} from "./network.js";
import {readWeights, writeWeights} from "./weights.js";

/**
 * The part of a model behind a layer, with copies of its weights: it takes what that layer puts out, [N, height, width, channels]
 * (numbers without a place come as pictures of one pixel), and gives the model's logits.
 * @returns the caller disposes it
 * @throws LookbookError `bad-option` for an unknown layer, or one that later layers pass by
 */
export function tailOf(model: Model, layer: string): Model {
  const network = networkOf(model);
  const shape = outputOf(network, layer).shape.slice(1) as number[];
  const isPicture = shape.length === 3;
  const input = tf.input({shape: isPicture ? shape : [1, 1, ...shape], name: "features"});
  const start = isPicture ? input : (tf.layers.flatten({name: "features_flat"}).apply(input) as tf.SymbolicTensor);
  const logits = graft(network, start, {from: layer, to: network.outputs[0]!.sourceLayer.name});
  const name = `${model.name}-behind-${layer}`;
  return wrapNetwork(name, tf.model({name, inputs: input, outputs: logits}));
}

/**
 * The part of a model up to a layer, from its pictures or from the outputs of an earlier layer, with copies of its weights.
 * @returns the caller disposes it
 * @throws LookbookError `bad-option` as {@link tailOf}
 */
export function trunkOf(model: Model, layer: string, from?: string): tf.LayersModel {
  const network = networkOf(model);
  const shape = from === undefined ? model.inputShape : outputOf(network, from).shape.slice(1);
  const input = tf.input({shape: [...shape], name: from === undefined ? "image" : "features"});
  const name = `${model.name}-${from === undefined ? "" : `behind-${from}-`}to-${layer}`;
  const part = from === undefined ? {to: layer} : {from, to: layer};
  return tf.model({name, inputs: input, outputs: graft(network, input, part)});
}

/** The same model with weights of its own; the caller disposes it. */
export function copyOf(model: Model): Model {
  const output = networkOf(model).outputs[0]!.sourceLayer.name;
  return wrapNetwork(model.name, trunkOf(model, output));
}

/** Gives a model the weights of its tail. @throws LookbookError `bad-shape` where they do not belong together */
export function writeTail(tail: Model, model: Model): void {
  const known = new Set(networkOf(model).weights.map((weight) => weight.originalName));
  const moved = new Map(readWeights(tail).map((weight) => [weight.name, weight]));
  const missing = [...moved.keys()].find((name) => !known.has(name));
  if (missing !== undefined) {
    throw new LookbookError("bad-shape", `model ${model.name} has no weight ${missing}, which ${tail.name} has`);
  }
  writeWeights(
    model,
    readWeights(model).map((weight) => moved.get(weight.name) ?? weight),
  );
}
