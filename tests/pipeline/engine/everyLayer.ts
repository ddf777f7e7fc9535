import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import {seeded} from "../../../src/core/random.js";
import {registerActivations} from "../../../src/pipeline/model/activations.js";

const l = layers.layers;

/** Attention over the cells of a picture, by Einstein summation, and a log-softmax to weigh them. [N, H, W, C] to the same. */
class CellAttention extends l.Layer {
  static className = "TestCellAttention";

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = [inputs].flat()[0]!;
      const [count, height, width, channels] = x.shape as [number, number, number, number];
      const cells = tf.reshape(x, [count, height * width, channels]);
      const scores = tf.einsum("nic,njc->nij", cells, cells);
      const weights = tf.exp(tf.logSoftmax(tf.mul(scores, 0.1)));
      const mixed = tf.einsum("nij,njc->nic", weights, cells);
      const shift = tf.broadcastTo(tf.mean(mixed, [1], true), mixed.shape);
      return tf.reshape(tf.sub(mixed, shift), x.shape);
    });
  }
}

/** Resized, mirrored at the edges, cut out, turned about and put together again. [N, H, W, C] to the same. */
class Detour extends l.Layer {
  static className = "TestDetour";

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const x = [inputs].flat()[0]! as tf.Tensor4D;
      const [, height, width] = x.shape;
      const larger = tf.image.resizeBilinear(x, [2 * height, 2 * width], false, true);
      const smaller = tf.image.resizeNearestNeighbor(larger, [height, width]);
      const padded = tf.mirrorPad(smaller, [[0, 0], [1, 1], [1, 1], [0, 0]], "reflect"); // biome-ignore format: a table
      const cut = tf.slice(padded, [0, 1, 1, 0], x.shape);
      return tf.transpose(tf.maximum(tf.transpose(cut, [0, 2, 1, 3]), -3), [0, 2, 1, 3]) as tf.Tensor4D;
    });
  }
}

/**
 * A tiny network with every layer that the project's models are made of: pictures [N, 6, 6, 2] and words [N, 3] to logits [N, 4].
 * The caller disposes it.
 */
export function everyLayer(): layers.LayersModel {
  registerActivations();
  const random = seeded("every layer");
  const image = layers.input({shape: [6, 6, 2]});
  const words = layers.input({shape: [3], dtype: "int32"});
  const stem = chain(image, [
    l.conv2d({filters: 6, kernelSize: 3, padding: "same", useBias: false}),
    l.batchNormalization({}),
    l.reLU({}),
    l.conv2d({filters: 6, kernelSize: 3, padding: "same", dilationRate: 2}),
    l.layerNormalization({}),
    l.activation({activation: "swish"}),
    new Detour(),
    l.depthwiseConv2d({kernelSize: 3, padding: "same"}),
    l.activation({activation: "gelu"}),
    l.separableConv2d({filters: 6, kernelSize: [2, 3], padding: "same"}),
    l.activation({activation: "hardSwish" as "swish"}),
    new CellAttention(),
  ]);
  const excited = l.multiply().apply([stem, excitation(stem, 6)]) as layers.SymbolicTensor;
  const branches = [
    chain(excited, [l.maxPooling2d({poolSize: 3, strides: 2, padding: "same"}), l.leakyReLU({}), l.flatten()]),
    chain(excited, [
      l.averagePooling2d({poolSize: 2, strides: 2}),
      l.prelu({}),
      l.permute({dims: [3, 1, 2]}),
      l.flatten(),
    ]),
    chain(excited, [l.globalMaxPooling2d({}), l.activation({activation: "tanh"})]),
    chain(
      excited,
      [l.zeroPadding2d({padding: 1}), l.conv2d({filters: 3, kernelSize: 3, strides: 2}), l.reLU({maxValue: 6})].concat([
        l.globalAveragePooling2d({}),
        l.elu({}),
      ] as never[]),
    ),
    chain(excited, [l.conv2dTranspose({filters: 2, kernelSize: 2, strides: 2}), l.cropping2D({cropping: [[3, 3], [3, 3]]}), l.flatten()]), // biome-ignore format: a table
    chain(words, [l.embedding({inputDim: 5, outputDim: 3}), l.flatten(), l.dropout({rate: 0.2, seed: 3})]),
  ];
  const joined = l.concatenate().apply(branches) as layers.SymbolicTensor;
  const hidden = chain(joined, [l.dense({units: 8, activation: "sigmoid"})]);
  const logits = l.add().apply([chain(hidden, [l.dense({units: 4})]), chain(hidden, [l.dense({units: 4})])]);
  const network = layers.model({inputs: [image, words], outputs: logits as layers.SymbolicTensor});
  for (const weight of network.trainableWeights) {
    const shape = weight.shape.map((n) => n!);
    const values = Float32Array.from({length: tf.util.sizeFromShape(shape)}, () => 0.4 * random.normal());
    const tensor = tf.tensor(values, shape);
    weight.write(tensor);
    tensor.dispose();
  }
  return network;
}

function excitation(x: layers.SymbolicTensor, channels: number): layers.SymbolicTensor {
  return chain(x, [
    l.globalAveragePooling2d({}),
    l.dense({units: 3, activation: "relu"}),
    l.dense({units: channels, activation: "hardSigmoid"}),
    l.reshape({targetShape: [1, 1, channels]}),
  ]);
}

function chain(from: layers.SymbolicTensor, parts: readonly layers.layers.Layer[]): layers.SymbolicTensor {
  return parts.reduce((tensor, layer) => layer.apply(tensor) as layers.SymbolicTensor, from);
}
