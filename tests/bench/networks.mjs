import {readFile} from "node:fs/promises";
import {join} from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import * as tfl from "@tensorflow/tfjs-layers";
import {buildNetwork} from "../../dist/pipeline/model/buildNetwork.js";
import {initialise} from "../../dist/pipeline/model/initialise.js";
import {networkOf, wrapNetwork} from "../../dist/pipeline/model/network.js";

const {layers} = tfl;

/** Where the pretrained backbones lie, relative to the repository. */
export const backbones = join(import.meta.dirname, "..", "..", "..", "shared", "models");

/** Builds a network of the benchmark as a model of the library. @returns it, and its parameters as PyTorch counts them */
export async function buildBenchmark(network) {
  const model = await builders[network]();
  const weights = networkOf(model).layers.filter(({name}) => name !== "normalization" && name !== "normalise");
  const trained = weights.flatMap((layer) => layer.trainableWeights);
  return {model, parameters: trained.reduce((sum, {shape}) => sum + shape.reduce((a, b) => a * b, 1), 0)};
}

const grey = {inputShape: [28, 28, 1], classCount: 10, normaliser: {mean: 127.5, deviation: 73.6}, seed: 1};

const builders = {
  /** Convolutions with 32, 64 and 64 filters, valid, two poolings, 64 hidden units. */
  shallow: () =>
    buildNetwork("bench-shallow", grey, [
      layers.conv2d({name: "conv1", filters: 32, kernelSize: 3, activation: "relu"}),
      layers.maxPooling2d({name: "pool1", poolSize: 2}),
      layers.conv2d({name: "conv2", filters: 64, kernelSize: 3, activation: "relu"}),
      layers.maxPooling2d({name: "pool2", poolSize: 2}),
      layers.conv2d({name: "conv3", filters: 64, kernelSize: 3, activation: "relu"}),
      layers.flatten({name: "flatten"}),
      layers.dense({name: "dense1", units: 64, activation: "relu"}),
    ]),

  /** A stem, then three stages of two residual blocks with squeeze and excitation, poolings between them. */
  residual: () => {
    const image = tfl.input({shape: grey.inputShape, name: "image"});
    const scale = 1 / grey.normaliser.deviation;
    let x = layers.rescaling({name: "normalise", scale, offset: -grey.normaliser.mean * scale}).apply(image);
    x = relu("stem", convolution("stem", 32, 3, x));
    for (const [stage, width] of [32, 64, 128].entries()) {
      x = residualBlock(`stage${stage + 1}a`, width, x);
      x = residualBlock(`stage${stage + 1}b`, width, x);
      if (stage < 2) x = layers.maxPooling2d({name: `pool${stage + 1}`, poolSize: 2}).apply(x);
    }
    x = layers.globalAveragePooling2d({name: "pool"}).apply(x);
    x = layers.dense({name: "logits", units: 10}).apply(x);
    const model = wrapNetwork("bench-residual", tfl.model({name: "bench-residual", inputs: image, outputs: x}));
    initialise(model, 1);
    return model;
  },

  /** The pretrained backbone, batch normalisation folded into its convolutions, up to the pooled features. */
  efficientnet: async () => {
    const folder = join(backbones, "efficientnetv2-b0-224");
    const {modelTopology, weightsManifest} = JSON.parse(await readFile(join(folder, "model.json"), "utf8"));
    const [input] = (modelTopology.model_config ?? modelTopology).config.layers;
    input.config.batch_input_shape = [null, 224, 224, 3];
    const paths = weightsManifest.flatMap((group) => group.paths);
    const bytes = Buffer.concat(await Promise.all(paths.map((path) => readFile(join(folder, path)))));
    const whole = await tfl.loadLayersModel({
      load: async () => ({
        modelTopology,
        weightSpecs: weightsManifest.flatMap((group) => group.weights),
        weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength),
      }),
    });
    const outputs = whole.getLayer("avg_pool").output;
    return wrapNetwork("bench-efficientnet", tfl.model({name: "bench-efficientnet", inputs: whole.inputs, outputs}));
  },
};

function residualBlock(name, width, input) {
  let x = relu(`${name}-1`, convolution(`${name}-1`, width, 3, input));
  x = excite(
    name,
    width,
    layers.batchNormalization({name: `${name}-2-norm`}).apply(convolution(`${name}-2`, width, 3, x)),
  );
  const skip = input.shape.at(-1) === width ? input : convolution(`${name}-skip`, width, 1, input);
  return layers
    .activation({name: `${name}-relu`, activation: "relu"})
    .apply(layers.add({name: `${name}-add`}).apply([x, skip]));
}

function excite(name, width, x) {
  let scale = layers.globalAveragePooling2d({name: `${name}-squeeze`}).apply(x);
  scale = layers.dense({name: `${name}-down`, units: width / 8, activation: "relu"}).apply(scale);
  scale = layers.dense({name: `${name}-up`, units: width, activation: "sigmoid"}).apply(scale);
  scale = layers.reshape({name: `${name}-spread`, targetShape: [1, 1, width]}).apply(scale);
  return layers.multiply({name: `${name}-excite`}).apply([x, scale]);
}

function convolution(name, filters, kernelSize, x) {
  return layers.conv2d({name, filters, kernelSize, padding: "same", useBias: false}).apply(x);
}

function relu(name, x) {
  const normalised = layers.batchNormalization({name: `${name}-norm`}).apply(x);
  return layers.activation({name: `${name}-relu`, activation: "relu"}).apply(normalised);
}

/** Pictures and labels without meaning, the same in every process: [count, height, width, channels] bytes. */
export function pictures({inputShape, classCount}, count) {
  const size = inputShape.reduce((a, b) => a * b, 1);
  let state = 1;
  const next = (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
  const images = Uint8Array.from({length: count * size}, () => next(256));
  return {images, labels: Uint8Array.from({length: count}, () => next(Math.min(classCount, 10))), count};
}

export const backendName = () => tf.getBackend();
