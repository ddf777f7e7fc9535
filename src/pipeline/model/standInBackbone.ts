import * as tf from "@tensorflow/tfjs-layers";
import type {Backbone} from "./backbone.js";
import {pooling, wrapBackbone} from "./backboneNetwork.js";
import {initialise} from "./initialise.js";
import {wrapNetwork} from "./network.js";

/** Options for {@link standInBackbone}. */
export interface StandInOptions {
  /** Filters of each block; defaults to [16, 32, 64]. */
  readonly filters?: readonly number[];
  /** Numbers that it makes of a picture; defaults to 256. */
  readonly featureCount?: number;
  /** Draws the weights. */
  readonly seed: number | string;
}

/**
 * What stands where a pretrained backbone is missing: a few convolutions with random weights, which have seen no picture. Everything can be
 * tried with it, and nothing be concluded.
 * @returns the caller disposes it
 */
export function standInBackbone({filters = [16, 32, 64], featureCount = 256, seed}: StandInOptions): Backbone {
  const name = "stand-in";
  const image = tf.input({shape: [null, null, 3], name: "image"});
  const layers = [
    tf.layers.rescaling({name: "normalization", scale: 1 / 127.5, offset: -1}),
    ...filters.map((count, i) => convolution(`block${i + 1}a_conv`, count, 3, 2)),
    convolution("top_conv", featureCount, 1, 1),
    tf.layers.globalAveragePooling2d({name: pooling}),
  ];
  const features = layers.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, image);
  const network = tf.model({name, inputs: image, outputs: features});
  initialise(wrapNetwork(name, network), seed);
  return wrapBackbone(name, network);
}

function convolution(name: string, filters: number, kernelSize: number, strides: number): tf.layers.Layer {
  const form = {kernelSize, strides, padding: "same", activation: "relu", kernelInitializer: "zeros"} as const;
  return tf.layers.conv2d({name, filters, ...form});
}
