import * as tf from "@tensorflow/tfjs-layers";
import {initialise} from "./initialise.js";
import type {Model} from "./model.js";
import {wrapNetwork} from "./network.js";

/** Options for {@link moonsNet}. */
export interface MoonsNetOptions {
  /** ReLU units of each hidden layer; defaults to five layers of 6. None makes it logistic regression. */
  readonly units?: readonly number[];
  /** Draws the initial weights. */
  readonly seed: number | string;
}

/**
 * The teaching case: points of the plane in, one logit out, whose sigmoid is the probability of the second of two classes.
 * [N, 1, 1, 2] to [N, 1]; train it with the loss "binary-cross-entropy".
 * @returns an untrained model; the caller disposes it
 */
export function moonsNet({units = [6, 6, 6, 6, 6], seed}: MoonsNetOptions): Model {
  const point = tf.input({shape: [1, 1, 2], name: "point"});
  const layers = [
    tf.layers.flatten({name: "flatten"}), // [N, 2]
    ...units.map((n, i) => hidden(`dense${i + 1}`, n)),
    tf.layers.dense({name: "logits", units: 1, kernelInitializer: "zeros"}), // [N, 1]
  ];
  const logit = layers.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, point);
  const model = wrapNetwork("moons", tf.model({name: "moons", inputs: point, outputs: logit}));
  initialise(model, seed);
  return model;
}

/**
 * A layer so narrow is easily dead from the start: with biases of 0 all its units are off everywhere, and nothing is learnt, in one of
 * twenty networks of the default shape. A small positive bias prevents it (Goodfellow et al., "Deep Learning", 2016, 6.3.1).
 */
function hidden(name: string, units: number): tf.layers.Layer {
  const biasInitializer = tf.initializers.constant({value: 0.1});
  return tf.layers.dense({name, units, activation: "relu", kernelInitializer: "zeros", biasInitializer});
}
