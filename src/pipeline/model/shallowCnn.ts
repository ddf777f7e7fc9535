import * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import type {ArchitectureOptions} from "./architecture.js";
import {buildNetwork, type Layer} from "./buildNetwork.js";
import type {Model} from "./model.js";

/** Options for {@link shallowCnn}. */
export interface ShallowCnnOptions extends ArchitectureOptions {
  /** Share of the last maps dropped while training, in [0, 1); defaults to 0.5. */
  readonly dropout?: number;
}

/**
 * Three 3x3 convolutions, each with batch normalisation, two poolings and one hidden layer. [N, height, width, channels] to logits [N, classCount].
 * @returns an untrained model; the caller disposes it
 * @throws LookbookError `bad-shape` for pictures under 10 x 10, of which the poolings leave nothing
 */
export function shallowCnn({dropout = 0.5, ...options}: ShallowCnnOptions): Model {
  const [height, width] = options.inputShape;
  if (Math.min(height, width) < 10) {
    throw new LookbookError("bad-shape", `shallow-cnn needs pictures of at least 10 x 10, got ${height} x ${width}`);
  }
  return buildNetwork("shallow-cnn", options, [
    convolution("conv1", 32, "valid"), // [N, 26, 26, 32] for pictures of 28 x 28
    tf.layers.maxPooling2d({name: "pool1", poolSize: 2}), // [N, 13, 13, 32]
    normalisation("norm1"),
    convolution("conv2", 64, "valid"), // [N, 11, 11, 64]
    tf.layers.maxPooling2d({name: "pool2", poolSize: 2}), // [N, 5, 5, 64]
    normalisation("norm2"),
    // Padded, so that Grad-CAM has a map of 5 x 5 to look at rather than 3 x 3.
    convolution("conv3", 64, "same"), // [N, 5, 5, 64]
    normalisation("norm3"),
    tf.layers.flatten({name: "flatten"}), // [N, 1600]
    tf.layers.dropout({name: "dropout", rate: dropout}),
    tf.layers.dense({name: "dense1", units: 64, activation: "relu", kernelInitializer: "zeros"}), // [N, 64]
  ]);
}

function convolution(name: string, filters: number, padding: "valid" | "same"): Layer {
  return tf.layers.conv2d({name, filters, padding, kernelSize: 3, activation: "relu", kernelInitializer: "zeros"});
}

/** Behind the pooling, where a quarter of the numbers is left; a short memory, so that few steps are enough to fill it. */
function normalisation(name: string): Layer {
  return tf.layers.batchNormalization({name, momentum: 0.95});
}
