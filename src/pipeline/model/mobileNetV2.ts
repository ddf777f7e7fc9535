import * as tf from "@tensorflow/tfjs-layers";
import {applied} from "./applied.js";
import {frozenBatchNormalization} from "./frozenBatchNorm.js";

/** Options for {@link mobileNetV2}. */
export interface MobileNetV2Options {
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
 * MobileNetV2 of width 1 (Sandler et al. 2018) with the names, the shapes and the order of Keras' layers, so that Keras' weights fit.
 * It takes RGB pictures, [N, height, width, 3], 0 to 255: the scaling to -1 to 1, which Keras leaves to `preprocess_input`, is inside.
 * Kernels are zero until weights are given.
 * @returns features, [N, 1280], of the layer avg_pool; or with the top probabilities, [N, classCount]. The caller disposes it
 */
export function mobileNetV2({
  inputSize = [224, 224],
  includeTop = false,
  classCount = 1000,
  frozen = false,
}: MobileNetV2Options = {}): tf.LayersModel {
  const normalise: Normalise = (name) => {
    const config = {name, epsilon: 1e-3, momentum: 0.999};
    return frozen ? frozenBatchNormalization(config) : tf.layers.batchNormalization(config);
  };
  const image = tf.input({shape: [...inputSize, 3], name: "image"});
  let x = applied(tf.layers.rescaling({name: "rescaling", scale: 1 / 127.5, offset: -1}), image);
  x = applied(convolution({name: "Conv1", filters: 32, kernelSize: 3, strides: 2}), x); // [N, 112, 112, 32]
  x = clipped(applied(normalise("bn_Conv1"), x), "Conv1_relu");
  let index = 0;
  for (const {filters, repeats, strides, expansion} of stages) {
    for (let repeat = 0; repeat < repeats; repeat++) {
      const prefix = index === 0 ? "expanded_conv_" : `block_${index}_`;
      x = block(normalise, x, {prefix, filters, expansion, strides: repeat === 0 ? strides : 1});
      index++;
    }
  }
  x = applied(convolution({name: "Conv_1", filters: 1280, kernelSize: 1}), x); // [N, 7, 7, 1280]
  x = clipped(applied(normalise("Conv_1_bn"), x), "out_relu");
  x = applied(tf.layers.globalAveragePooling2d({name: "avg_pool"}), x); // [N, 1280]
  if (includeTop) {
    const top = {units: classCount, activation: "softmax", kernelInitializer: "zeros"} as const;
    x = applied(tf.layers.dense({name: "predictions", ...top}), x);
  }
  return tf.model({name: "mobilenetv2", inputs: image, outputs: x});
}

type Normalise = (name: string) => tf.layers.Layer;

interface Stage {
  readonly filters: number;
  readonly repeats: number;
  readonly strides: number;
  /** How many times as many maps lie between the two convolutions. */
  readonly expansion: number;
}

const stages: readonly Stage[] = [
  {filters: 16, repeats: 1, strides: 1, expansion: 1}, // 112 x 112
  {filters: 24, repeats: 2, strides: 2, expansion: 6}, // 56 x 56
  {filters: 32, repeats: 3, strides: 2, expansion: 6}, // 28 x 28
  {filters: 64, repeats: 4, strides: 2, expansion: 6}, // 14 x 14
  {filters: 96, repeats: 3, strides: 1, expansion: 6}, // 14 x 14
  {filters: 160, repeats: 3, strides: 2, expansion: 6}, // 7 x 7
  {filters: 320, repeats: 1, strides: 1, expansion: 6}, // 7 x 7
];

interface Block extends Omit<Stage, "repeats"> {
  readonly prefix: string;
}

/** An inverted residual block: wider inside than at its ends, the last convolution without a rectifier. */
function block(normalise: Normalise, input: Maps, {prefix, filters, strides, expansion}: Block): Maps {
  const channels = input.shape.at(-1)!;
  let x = input;
  if (expansion > 1) {
    x = applied(convolution({name: `${prefix}expand`, filters: channels * expansion, kernelSize: 1}), x);
    x = clipped(applied(normalise(`${prefix}expand_BN`), x), `${prefix}expand_relu`);
  }
  const window = {kernelSize: 3, strides, padding: "same", useBias: false, depthwiseInitializer: "zeros"} as const;
  x = applied(tf.layers.depthwiseConv2d({name: `${prefix}depthwise`, ...window}), x);
  x = clipped(applied(normalise(`${prefix}depthwise_BN`), x), `${prefix}depthwise_relu`);
  x = applied(convolution({name: `${prefix}project`, filters, kernelSize: 1}), x);
  x = applied(normalise(`${prefix}project_BN`), x);
  if (strides > 1 || channels !== filters) return x;
  return applied(tf.layers.add({name: `${prefix}add`}), [input, x]);
}

function convolution(config: Parameters<typeof tf.layers.conv2d>[0]): tf.layers.Layer {
  return tf.layers.conv2d({...config, padding: "same", useBias: false, kernelInitializer: "zeros"});
}

/** ReLU6. */
function clipped(x: Maps, name: string): Maps {
  return applied(tf.layers.reLU({name, maxValue: 6}), x);
}

type Maps = tf.SymbolicTensor;
