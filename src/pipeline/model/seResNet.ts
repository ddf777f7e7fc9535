import * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import type {ArchitectureOptions} from "./architecture.js";
import {assertArchitecture} from "./buildNetwork.js";
import {initialise} from "./initialise.js";
import type {Model} from "./model.js";
import {wrapNetwork} from "./network.js";

/** Options for {@link seResNet}. */
export interface SeResNetOptions extends ArchitectureOptions {
  /** Filters of each stage, a pooling in each; defaults to [32, 64, 128]. */
  readonly widths?: readonly number[];
  /** Filters of the first convolution, before any pooling; defaults to 12. */
  readonly stem?: number;
  /** Channels of a stage over those its squeeze leaves; 0 leaves squeeze-and-excitation out. Defaults to 8. */
  readonly reduction?: number;
}

/**
 * A compact residual network with squeeze-and-excitation. [N, height, width, channels] to logits [N, classCount].
 *
 * Each stage is a convolution with pooling, normalisation and ReLU, and then a residual branch: a second convolution, normalised, whose
 * channels are weighed by what the whole map shows. Pooling comes first, so that most of the work is done on small maps; the last
 * maps are reduced to the greatest number of each channel, and the logits are normalised over the batch, which keeps their scale.
 * He et al., "Deep residual learning" (2016); Hu, Shen, Sun, "Squeeze-and-excitation networks" (2018).
 * @returns an untrained model; the caller disposes it
 * @throws LookbookError `bad-option` where a squeeze would leave no channel
 */
export function seResNet(options: SeResNetOptions): Model {
  const {widths = [32, 64, 128], stem = 12, reduction = 8, seed, ...architecture} = options;
  const {inputShape, classCount, normaliser} = assertArchitecture("se-resnet", {...architecture, seed});
  if (widths.some((width) => reduction !== 0 && !(width / reduction >= 1))) {
    throw new LookbookError(
      "bad-option",
      `se-resnet: reduction must be 0, or at most the smallest of the widths ${widths.join(", ")}, got ${reduction}`,
    );
  }
  const image = tf.input({shape: [...inputShape], name: "image"});
  const scale = 1 / normaliser.deviation;
  let x = applied(tf.layers.rescaling({name: "normalise", scale, offset: -normaliser.mean * scale}), image);
  x = rectified("stem", normalised("stem", convolved("stem", stem, x)));
  for (const [i, width] of widths.entries()) x = stage(`stage${i + 1}`, {width, reduction}, x);
  x = applied(tf.layers.globalMaxPooling2d({name: "pool"}), x);
  x = applied(tf.layers.dense({name: "logits", units: classCount, useBias: false, kernelInitializer: "zeros"}), x);
  x = applied(tf.layers.batchNormalization({name: "logits-norm", momentum}), x);
  const model = wrapNetwork("se-resnet", tf.model({name: "se-resnet", inputs: image, outputs: x}));
  initialise(model, seed);
  return model;
}

/** A short memory: the statistics of a training that ends with small steps are those of its last few hundred. */
const momentum = 0.95;

type Maps = tf.SymbolicTensor;

/** [N, h, w, ...] to [N, h / 2, w / 2, width], rounded up. */
function stage(
  name: string,
  {width, reduction}: {readonly width: number; readonly reduction: number},
  input: Maps,
): Maps {
  let x = convolved(`${name}-1`, width, input);
  // Padded, so that odd sizes lose no row; of negative numbers the padding is never the greatest.
  x = applied(tf.layers.maxPooling2d({name: `${name}-pool`, poolSize: 2, padding: "same"}), x);
  x = rectified(`${name}-1`, normalised(`${name}-1`, x));
  let branch = normalised(`${name}-2`, convolved(`${name}-2`, width, x));
  if (reduction > 0) branch = excited(name, {width, squeezed: Math.floor(width / reduction)}, branch);
  return rectified(`${name}-2`, applied(tf.layers.add({name: `${name}-add`}), [x, branch]));
}

/** Weighs each channel by a number in (0, 1) that depends on the means of all channels. */
function excited(
  name: string,
  {width, squeezed}: {readonly width: number; readonly squeezed: number},
  maps: Maps,
): Maps {
  const kernelInitializer = "zeros"; // drawn by `initialise`
  let weight = applied(tf.layers.globalAveragePooling2d({name: `${name}-squeeze`}), maps);
  weight = applied(
    tf.layers.dense({name: `${name}-down`, units: squeezed, activation: "relu", kernelInitializer}),
    weight,
  );
  weight = applied(
    tf.layers.dense({name: `${name}-up`, units: width, activation: "sigmoid", kernelInitializer}),
    weight,
  );
  weight = applied(tf.layers.reshape({name: `${name}-spread`, targetShape: [1, 1, width]}), weight);
  return applied(tf.layers.multiply({name: `${name}-excite`}), [maps, weight]);
}

function convolved(name: string, filters: number, x: Maps): Maps {
  const layer = tf.layers.conv2d({
    name,
    filters,
    kernelSize: 3,
    padding: "same",
    useBias: false,
    kernelInitializer: "zeros",
  });
  return applied(layer, x);
}

function normalised(name: string, x: Maps): Maps {
  return applied(tf.layers.batchNormalization({name: `${name}-norm`, momentum}), x);
}

function rectified(name: string, x: Maps): Maps {
  return applied(tf.layers.reLU({name: `${name}-relu`}), x);
}

function applied(layer: tf.layers.Layer, x: Maps | Maps[]): Maps {
  return layer.apply(x) as Maps;
}
