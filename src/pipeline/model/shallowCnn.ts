import * as tf from "@tensorflow/tfjs-layers";
import type {ArchitectureOptions} from "./architecture.js";
import {buildNetwork, type Layer} from "./buildNetwork.js";
import type {Model} from "./model.js";

/** Options for {@link shallowCnn}. */
export interface ShallowCnnOptions extends ArchitectureOptions {
  /** Share of the last maps dropped while training, in [0, 1); defaults to 0.3. */
  readonly dropout?: number;
}

/**
 * Three 3x3 convolutions, two poolings and one hidden layer. [N, height, width, channels] to logits [N, classCount].
 * @returns an untrained model; the caller disposes it
 */
export function shallowCnn({dropout = 0.3, ...options}: ShallowCnnOptions): Model {
  return buildNetwork("shallow-cnn", options, [
    convolution("conv1", 32), // [N, 28, 28, 32] for pictures of 28 x 28
    tf.layers.maxPooling2d({name: "pool1", poolSize: 2}), // [N, 14, 14, 32]
    convolution("conv2", 64), // [N, 14, 14, 64]
    tf.layers.maxPooling2d({name: "pool2", poolSize: 2}), // [N, 7, 7, 64]
    convolution("conv3", 64), // [N, 7, 7, 64]
    tf.layers.flatten({name: "flatten"}), // [N, 3136]
    tf.layers.dropout({name: "dropout", rate: dropout}),
    tf.layers.dense({name: "dense1", units: 64, activation: "relu", kernelInitializer: "zeros"}), // [N, 64]
  ]);
}

function convolution(name: string, filters: number): Layer {
  return tf.layers.conv2d({
    name,
    filters,
    kernelSize: 3,
    padding: "same",
    activation: "relu",
    kernelInitializer: "zeros",
  });
}
