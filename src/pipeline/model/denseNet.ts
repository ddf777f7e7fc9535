import * as tf from "@tensorflow/tfjs-layers";
import type {ArchitectureOptions} from "./architecture.js";
import {buildNetwork} from "./buildNetwork.js";
import type {Model} from "./model.js";

/** Options for {@link denseNet}. */
export interface DenseNetOptions extends ArchitectureOptions {
  /** Units of each hidden layer; defaults to [256, 128]. */
  readonly units?: readonly number[];
}

/**
 * The baseline: sees pixels and no neighbourhood. [N, height, width, channels] to logits [N, classCount].
 * @returns an untrained model; the caller disposes it
 */
export function denseNet({units = [256, 128], ...options}: DenseNetOptions): Model {
  return buildNetwork("dense", options, [
    tf.layers.flatten({name: "flatten"}),
    ...units.map((n, i) =>
      tf.layers.dense({name: `dense${i + 1}`, units: n, activation: "relu", kernelInitializer: "zeros"}),
    ),
  ]);
}
