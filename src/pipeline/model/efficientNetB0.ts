import {tensor1d} from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-layers";
import {registerActivations} from "./activations.js";
import {applied} from "./applied.js";
import {frozenBatchNormalization} from "./frozenBatchNorm.js";
import {normalization} from "./normalization.js";

/** Options for {@link efficientNetB0}. */
export interface EfficientNetB0Options {
  /** [height, width] of the pictures; null takes any. Defaults to [224, 224]. */
  readonly inputSize?: readonly [number | null, number | null];
  /** Whether the classifier is there; without it the network ends in the mean of each map. Defaults to false. */
  readonly includeTop?: boolean;
  /** Classes of the classifier; defaults to the 1,000 of ImageNet. */
  readonly classCount?: number;
  /** Whether the batch normalisations keep their statistics in training; defaults to false. */
  readonly frozen?: boolean;
}

/**
 * EfficientNet-B0 (Tan and Le 2019) with the names, the shapes and the order of Keras' layers, so that Keras' weights fit. It takes RGB
 * pictures, [N, height, width, 3], 0 to 255: the scaling is inside, and pictures that were divided by 255 before are seen as black.
 * Kernels are zero until weights are given. Two things of Keras' are not here: a padding of its own before each stride of 2, which is
 * the convolution's "same" in another form, and the dropping of whole branches in training from scratch.
 * @returns features, [N, 1280], of the layer avg_pool; or with the top probabilities, [N, classCount]. The caller disposes it
 */
export function efficientNetB0({
  inputSize = [224, 224],
  includeTop = false,
  classCount = 1000,
  frozen = false,
}: EfficientNetB0Options = {}): tf.LayersModel {
  registerActivations();
  const draft: Draft = {normalise: frozen ? frozenBatchNormalization : tf.layers.batchNormalization};
  const image = tf.input({shape: [...inputSize, 3], name: "image"});
  let x = applied(tf.layers.rescaling({name: "rescaling", scale: 1 / 255}), image);
  x = applied(normalization({name: "normalization"}), x);
  x = convolution(draft, x, {name: "stem", filters: 32, size: 3, strides: 2}); // [N, 112, 112, 32]
  for (const [i, stage] of stages.entries()) {
    for (let repeat = 0; repeat < stage.repeats; repeat++) {
      const strides = repeat === 0 ? stage.strides : 1;
      x = block(draft, x, {...stage, strides, name: `block${i + 1}${"abcd"[repeat]}_`});
    }
  }
  x = convolution(draft, x, {name: "top", filters: 1280, size: 1}); // [N, 7, 7, 1280]
  x = applied(tf.layers.globalAveragePooling2d({name: "avg_pool"}), x); // [N, 1280]
  if (includeTop) {
    x = applied(tf.layers.dropout({name: "top_dropout", rate: 0.2}), x);
    const top = {units: classCount, activation: "softmax", kernelInitializer: "zeros"} as const;
    x = applied(tf.layers.dense({name: "predictions", ...top}), x);
  }
  return tf.model({name: "efficientnetb0", inputs: image, outputs: x});
}

/**
 * Squares the variances of the normalization where they are the deviations of ImageNet's pictures. In Keras' own files they are, and
 * `weights="imagenet"` divides by their roots once more in a layer of its own, which is not here.
 * @see https://github.com/tensorflow/tensorflow/issues/49930
 */
export function squareDeviations(network: tf.LayersModel): void {
  const variance = network
    .getLayer("normalization")
    .weights.find((weight) => weight.originalName.endsWith("/variance"))!;
  const values = variance.read().dataSync() as Float32Array;
  if (!values.every((value, channel) => Math.abs(value - imagenetDeviations[channel]!) < 1e-3)) return;
  const squares = tensor1d(values.map((value) => value * value));
  variance.write(squares);
  squares.dispose();
}

/** Of red, green and blue, where white is 1. */
const imagenetDeviations = [0.229, 0.224, 0.225];

/** What all layers of one network have in common. */
interface Draft {
  readonly normalise: (config: {name: string}) => tf.layers.Layer;
}

interface Stage {
  readonly repeats: number;
  readonly filters: number;
  /** Side of the depthwise window. */
  readonly size: number;
  readonly strides: number;
  /** How many times as many maps lie between the two convolutions. */
  readonly expansion: number;
}

const stages: readonly Stage[] = [
  {repeats: 1, filters: 16, size: 3, strides: 1, expansion: 1}, // 112 x 112
  {repeats: 2, filters: 24, size: 3, strides: 2, expansion: 6}, // 56 x 56
  {repeats: 2, filters: 40, size: 5, strides: 2, expansion: 6}, // 28 x 28
  {repeats: 3, filters: 80, size: 3, strides: 2, expansion: 6}, // 14 x 14
  {repeats: 3, filters: 112, size: 5, strides: 1, expansion: 6}, // 14 x 14
  {repeats: 4, filters: 192, size: 5, strides: 2, expansion: 6}, // 7 x 7
  {repeats: 1, filters: 320, size: 3, strides: 1, expansion: 6}, // 7 x 7
];

interface Block extends Omit<Stage, "repeats"> {
  /** What the names of its layers begin with. */
  readonly name: string;
}

/** An inverted residual block with squeeze-and-excitation. */
function block(draft: Draft, input: Maps, {name, filters, size, strides, expansion}: Block): Maps {
  const channels = input.shape.at(-1)!;
  const width = channels * expansion;
  let x = input;
  if (expansion > 1) x = convolution(draft, x, {name: `${name}expand`, filters: width, size: 1});
  const window = {kernelSize: size, strides, padding: "same", useBias: false, depthwiseInitializer: "zeros"} as const;
  x = applied(tf.layers.depthwiseConv2d({name: `${name}dwconv`, ...window}), x);
  x = applied(draft.normalise({name: `${name}bn`}), x);
  x = applied(tf.layers.activation({name: `${name}activation`, activation: swish}), x);
  x = excited(x, {name, squeezed: Math.floor(channels / 4)});
  x = applied(pointwise({name: `${name}project_conv`, filters, useBias: false}), x);
  x = applied(draft.normalise({name: `${name}project_bn`}), x);
  if (strides > 1 || channels !== filters) return x;
  return applied(tf.layers.add({name: `${name}add`}), [x, input]);
}

/** Weighs every map by a number between 0 and 1 that is computed from the means of all (Hu et al. 2018). */
function excited(x: Maps, {name, squeezed}: {readonly name: string; readonly squeezed: number}): Maps {
  const channels = x.shape.at(-1)!;
  let gate = applied(tf.layers.globalAveragePooling2d({name: `${name}se_squeeze`}), x);
  gate = applied(tf.layers.reshape({name: `${name}se_reshape`, targetShape: [1, 1, channels]}), gate);
  gate = applied(pointwise({name: `${name}se_reduce`, filters: squeezed, activation: swish}), gate);
  gate = applied(pointwise({name: `${name}se_expand`, filters: channels, activation: "sigmoid"}), gate);
  return applied(tf.layers.multiply({name: `${name}se_excite`}), [x, gate]);
}

/** A convolution, its normalisation and swish. */
function convolution(
  {normalise}: Draft,
  input: Maps,
  {name, filters, size, strides = 1}: {name: string; filters: number; size: number; strides?: number},
): Maps {
  const window = {kernelSize: size, strides, padding: "same", useBias: false, kernelInitializer: "zeros"} as const;
  const x = applied(tf.layers.conv2d({name: `${name}_conv`, filters, ...window}), input);
  const normal = applied(normalise({name: `${name}_bn`}), x);
  return applied(tf.layers.activation({name: `${name}_activation`, activation: swish}), normal);
}

function pointwise(config: Omit<Parameters<typeof tf.layers.conv2d>[0], "kernelSize">): tf.layers.Layer {
  return tf.layers.conv2d({...config, kernelSize: 1, padding: "same", kernelInitializer: "zeros"});
}

type Maps = tf.SymbolicTensor;

const swish = "swish" as const;
