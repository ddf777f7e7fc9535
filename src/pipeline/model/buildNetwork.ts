import * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import type {ArchitectureOptions} from "./architecture.js";
import {initialise} from "./initialise.js";
import type {Model} from "./model.js";
import {wrapNetwork} from "./network.js";

/** A layer of TensorFlow.js. */
export type Layer = tf.layers.Layer;

/**
 * Chains layers behind an input and the normalisation, and ends in linear logits.
 * Every layer must carry an explicit name: a counted one ("dense_3") would depend on the models built before.
 * @returns the model; the caller disposes it
 */
export function buildNetwork(name: string, options: ArchitectureOptions, hidden: readonly Layer[]): Model {
  const {inputShape, classCount, normaliser, seed} = assertArchitecture(name, options);
  const image = tf.input({shape: [...inputShape], name: "image"});
  const scale = 1 / normaliser.deviation;
  const layers = [
    tf.layers.rescaling({name: "normalise", scale, offset: -normaliser.mean * scale}),
    ...hidden,
    tf.layers.dense({name: "logits", units: classCount, kernelInitializer: "zeros"}),
  ];
  const logits = layers.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, image);
  const model = wrapNetwork(name, tf.model({name, inputs: image, outputs: logits}));
  initialise(model, seed);
  return model;
}

/** Checks at the door. @returns the options @throws LookbookError `bad-shape` or `bad-option` naming the value */
export function assertArchitecture<T extends ArchitectureOptions>(name: string, options: T): T {
  const {inputShape, classCount, normaliser} = options;
  const positive = (n: number): boolean => Number.isInteger(n) && n > 0;
  if (inputShape.length !== 3 || !inputShape.every(positive)) {
    throw new LookbookError(
      "bad-shape",
      `${name}: inputShape must be [height, width, channels], got [${inputShape.join(", ")}]`,
    );
  }
  if (!positive(classCount) || classCount < 2) {
    throw new LookbookError(
      "bad-option",
      `${name}: classCount must be a whole number of at least 2, got ${classCount}`,
    );
  }
  if (!Number.isFinite(normaliser.mean) || !(normaliser.deviation > 0)) {
    throw new LookbookError(
      "bad-option",
      `${name}: normaliser needs a finite mean and a positive deviation, got ${normaliser.mean} and ${normaliser.deviation}; learn it with fitNormaliser(train)`,
    );
  }
  return options;
}
