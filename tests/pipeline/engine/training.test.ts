import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {sha256} from "../../../src/core/hash.js";
import {seeded} from "../../../src/core/random.js";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {expectClose} from "./reference.js";

/** SHA-256 of all weights after 20 steps; the same on every machine and every Node. */
const digest = "4e5f5e91f6d876d48ba28dcf1c6fb663c9c43348c67b7b0dfb07c92c2a410c64";

const l = layers.layers;
let count = 0;

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

/** A chain of layers behind an image, ending in ten logits; its weights are drawn from a seed. */
function chain(inputShape: number[], hidden: layers.layers.Layer[]): layers.LayersModel {
  const image = layers.input({shape: inputShape});
  const logits = l.dense({units: 10, name: `logits${count++}`});
  const apply = (tensor: layers.SymbolicTensor, layer: layers.layers.Layer): layers.SymbolicTensor =>
    layer.apply(tensor) as layers.SymbolicTensor;
  const features = hidden.reduce(apply, image);
  const flat = features.rank > 2 ? apply(features, l.flatten({name: `flat${count++}`})) : features;
  const output = apply(flat, logits);
  return initialised(layers.model({inputs: image, outputs: output}));
}

function initialised(network: layers.LayersModel): layers.LayersModel {
  const random = seeded("weights");
  for (const weight of network.trainableWeights) {
    const shape = weight.shape.map((n) => n!);
    const size = tf.util.sizeFromShape(shape);
    const fan = Math.max(1, size / shape.at(-1)!);
    const values = Float32Array.from(
      {length: size},
      () => random.normal() / Math.sqrt(fan) + (shape.length === 1 ? 1 : 0),
    );
    const tensor = tf.tensor(values, shape);
    weight.write(tensor);
    tensor.dispose();
  }
  return network;
}

/** One step of Adam on seeded pictures; returns the loss. */
function stepper(network: layers.LayersModel, batchSize: number): {step: () => number; dispose: () => void} {
  const random = seeded("pictures");
  const shape = [batchSize, ...network.inputs[0]!.shape.slice(1).map((n) => n!)];
  const xs = tf.tensor(
    Float32Array.from({length: tf.util.sizeFromShape(shape)}, () => random.normal()),
    shape,
  );
  const ys = tf.tidy(() =>
    tf.oneHot(
      tf.tensor1d(
        Array.from({length: batchSize}, () => random.int(10)),
        "int32",
      ),
      10,
    ),
  );
  const optimiser = tf.train.adam(0.01);
  const variables = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const loss = (): tf.Scalar =>
    tf.losses.softmaxCrossEntropy(ys, network.apply(xs, {training: true}) as tf.Tensor) as tf.Scalar;
  return {
    step: () => tf.tidy(() => optimiser.minimize(loss, true, variables)!.dataSync()[0]!),
    dispose: () => {
      tf.dispose([xs, ys]);
      optimiser.dispose();
      network.dispose();
    },
  };
}

function smallCnn(): layers.LayersModel {
  return chain(
    [9, 9, 1],
    [
      l.conv2d({filters: 6, kernelSize: 3, padding: "same", useBias: false, name: `conv${count++}`}),
      l.batchNormalization({name: `bn${count++}`}),
      l.reLU({name: `relu${count++}`}),
      l.maxPooling2d({poolSize: 2, name: `pool${count++}`}),
      l.conv2d({filters: 5, kernelSize: 3, activation: "relu", name: `conv${count++}`}),
      l.dense({units: 7, activation: "relu", name: `dense${count++}`}),
    ],
  );
}

function weightsOf(network: layers.LayersModel): Float32Array[] {
  return network.weights.map((weight) => (weight.read().dataSync() as Float32Array).slice());
}

async function trained(backend: "wasm" | "cpu", steps: number): Promise<Float32Array[]> {
  await tf.setBackend(backend);
  const network = smallCnn();
  const {step, dispose} = stepper(network, 8);
  for (let i = 0; i < steps; i++) step();
  const weights = weightsOf(network);
  dispose();
  return weights;
}

describe("training on WASM", () => {
  it("takes the step of plain JavaScript: convolution, batch normalisation, pooling, dense", async () => {
    const [expected, actual] = [await trained("cpu", 1), await trained("wasm", 1)];
    actual.forEach((weight, i) => {
      expectClose(weight, expected[i]!);
    });
  });

  it("gives the same bits every time, those of the committed digest", async () => {
    const hash = (weights: Float32Array[]): string =>
      sha256(
        Buffer.concat(weights.map(({buffer, byteOffset, byteLength}) => Buffer.from(buffer, byteOffset, byteLength))),
      );
    const first = hash(await trained("wasm", 20));
    expect(hash(await trained("wasm", 20))).toBe(first);
    expect(first).toBe(digest);
  });

  it("keeps the number of tensors and the heap constant over 200 steps", async () => {
    await tf.setBackend("wasm");
    const {step, dispose} = stepper(smallCnn(), 8);
    const heapBytes = (): number => (tf.backend() as unknown as {wasm: {HEAPU8: Uint8Array}}).wasm.HEAPU8.length;
    const data = (): number => tf.engine().backend.numDataIds();
    for (let i = 0; i < 10; i++) step();
    const before = [tf.memory().numTensors, tf.memory().numBytes, data(), heapBytes()];
    for (let i = 0; i < 200; i++) step();
    expect([tf.memory().numTensors, tf.memory().numBytes, data(), heapBytes()]).toEqual(before);
    dispose();
  });
});

/** What convolutional networks are made of; each must train with the kernels there are. */
const parts: Record<string, () => layers.layers.Layer[]> = {
  "convolution, valid": () => [l.conv2d({filters: 4, kernelSize: 3, activation: "relu"})],
  "convolution, same, stride 2": () => [l.conv2d({filters: 4, kernelSize: 3, strides: 2, padding: "same"})],
  "convolution, rectangular, stride 3": () => [l.conv2d({filters: 4, kernelSize: [2, 5], strides: [3, 1]})],
  "convolution, 1 x 1, stride 2": () => [l.conv2d({filters: 4, kernelSize: 1, strides: 2, padding: "same"})],
  "transposed convolution": () => [l.conv2dTranspose({filters: 4, kernelSize: 3, strides: 2})],
  "depthwise convolution": () => [l.depthwiseConv2d({kernelSize: 3, depthMultiplier: 2, padding: "same"})],
  "depthwise convolution, stride 2": () => [l.depthwiseConv2d({kernelSize: 3, strides: 2})],
  "separable convolution": () => [l.separableConv2d({filters: 6, kernelSize: 3, padding: "same"})],
  "max pooling 2": () => [l.maxPooling2d({poolSize: 2})],
  "max pooling 3, stride 2, same": () => [l.maxPooling2d({poolSize: 3, strides: 2, padding: "same"})],
  "average pooling 2": () => [l.averagePooling2d({poolSize: 2})],
  "average pooling 3, stride 1, same": () => [l.averagePooling2d({poolSize: 3, strides: 1, padding: "same"})],
  "global average pooling": () => [l.globalAveragePooling2d({})],
  "global max pooling": () => [l.globalMaxPooling2d({})],
  "batch normalisation": () => [l.batchNormalization({})],
  "layer normalisation": () => [l.layerNormalization({})],
  dropout: () => [l.dropout({rate: 0.3, seed: 5})],
  "gaussian noise": () => [l.gaussianNoise({stddev: 0.1})],
  "dense on pictures": () => [l.dense({units: 5, activation: "relu"})],
  "reshape, permute, flatten": () => [l.permute({dims: [3, 1, 2]}), l.reshape({targetShape: [4, 49]}), l.flatten()],
  "zero padding and cropping": () => [
    l.zeroPadding2d({padding: 2}),
    l.cropping2D({
      cropping: [
        [1, 1],
        [2, 0],
      ],
    }),
  ],
  "up-sampling": () => [l.upSampling2d({size: [2, 2]})],
  rescaling: () => [l.rescaling({scale: 1 / 90, offset: -0.8})],
  "squeeze and excitation": () => [new Excitation()],
  "residual addition and concatenation": () => [new Residual()],
  ...Object.fromEntries(
    (
      [
        "relu",
        "relu6",
        "elu",
        "selu",
        "sigmoid",
        "hardSigmoid",
        "tanh",
        "swish",
        "mish",
        "gelu",
        "softplus",
        "softmax",
      ] as const
    ).map((activation) => [activation, () => [l.activation({activation})]]),
  ),
  "leaky relu": () => [l.leakyReLU({alpha: 0.1})],
  "parametric relu": () => [l.prelu({})],
};

/** Scales every channel by a gate computed from its mean (Hu et al. 2018). */
class Excitation extends l.Layer {
  static className = "TestExcitation";
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = [inputs].flat()[0]!;
    return tf.mul(x, tf.sigmoid(tf.mean(x, [1, 2], true)));
  }
}

/** x + x beside itself. */
class Residual extends l.Layer {
  static className = "TestResidual";
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = [inputs].flat()[0]!;
    return tf.concat(
      [
        tf.add(x, tf.relu(x)),
        tf.pad(tf.sub(x, 1), [
          [0, 0],
          [0, 0],
          [0, 0],
          [0, 1],
        ]),
      ],
      3,
    );
  }
  override computeOutputShape(shape: layers.Shape): layers.Shape {
    return [...shape.slice(0, -1), 2 * shape.at(-1)! + 1];
  }
}

it("a dilated convolution, which plain JavaScript cannot train, learns on WASM", async () => {
  await tf.setBackend("wasm");
  const dilated = l.conv2d({filters: 4, kernelSize: 3, dilationRate: 2, activation: "relu"});
  const {step, dispose} = stepper(chain([9, 9, 1], [dilated]), 4);
  const losses = Array.from({length: 20}, step);
  expect(losses.at(-1)!).toBeLessThan(losses[0]! / 2);
  dispose();
});

describe("one step on WASM is plain JavaScript's, with every part of a network:", () => {
  it.each(Object.keys(parts))("%s", async (name) => {
    const random = ["gaussian noise"].includes(name);
    const losses: number[][] = [];
    for (const backend of ["cpu", "wasm"] as const) {
      await tf.setBackend(backend);
      const first = l.conv2d({filters: 4, kernelSize: 3, name: `first${count++}`}); // gives the part something to pass back to
      const {step, dispose} = stepper(chain([9, 9, 1], [first, ...parts[name]!()]), 2);
      losses.push([step(), step()]);
      dispose();
    }
    const [expected, actual] = losses as [number[], number[]];
    expect(actual.every(Number.isFinite)).toBe(true);
    if (!random) expectClose(Float32Array.from(actual), Float32Array.from(expected), 1e-3);
  });
});
