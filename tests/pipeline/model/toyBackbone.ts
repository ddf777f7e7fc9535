import * as tfc from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-layers";
import type {ExampleSet, ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {resizing} from "../../../src/pipeline/features/resize.js";
import type {Backbone} from "../../../src/pipeline/model/backbone.js";
import {wrapBackbone} from "../../../src/pipeline/model/backboneNetwork.js";
import {initialise} from "../../../src/pipeline/model/initialise.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import {wrapNetwork} from "../../../src/pipeline/model/network.js";
import {tailOf, trunkOf} from "../../../src/pipeline/model/tailOf.js";
import {transferModel} from "../../../src/pipeline/model/transferModel.js";

/** All that backbones are made of, small: a stem, a block with batch normalisation, one with a way around it, and a top. */
export function toyBackbone(): Backbone {
  const image = tf.input({shape: [null, null, 3], name: "image"});
  const apply = (layer: tf.layers.Layer, x: tf.SymbolicTensor | tf.SymbolicTensor[]): tf.SymbolicTensor =>
    layer.apply(x) as tf.SymbolicTensor;
  const convolution = (name: string, filters: number, strides = 1): tf.layers.Layer =>
    tf.layers.conv2d({name, filters, strides, kernelSize: 3, padding: "same", activation: "relu"});
  const scaled = apply(tf.layers.rescaling({name: "rescaling", scale: 1 / 255}), image);
  const stem = apply(convolution("stem_conv", 4, 2), scaled);
  const first = apply(
    tf.layers.batchNormalization({name: "block1a_bn"}),
    apply(convolution("block1a_conv", 6, 2), stem),
  );
  const second = apply(convolution("block1b_conv", 6), first);
  const added = apply(tf.layers.add({name: "block1b_add"}), [first, second]);
  const top = apply(convolution("top_conv", 12), added);
  const features = apply(tf.layers.globalAveragePooling2d({name: "avg_pool"}), top);
  const network = tf.model({name: "toy", inputs: image, outputs: features});
  initialise(wrapNetwork("toy", network), 5);
  return wrapBackbone("toy", network);
}

/** The toy backbone with a head for pictures of {@link toySet}, which it sees at 14 x 14. */
export function toyTransfer(): Model {
  const backbone = toyBackbone();
  const model = transferModel(backbone, {
    inputShape: [10, 10, 1],
    classCount: 4,
    resizing: resizing({from: [10, 10], to: [14, 14]}),
    seed: 3,
  });
  backbone.dispose();
  return model;
}

/** What a network makes of numbers, row-major. */
export function outputOf(network: tf.LayersModel, numbers: ArrayLike<number>, shape: readonly number[]): Float32Array {
  return tfc.tidy(() => {
    const output = network.apply(tfc.tensor(Float32Array.from(numbers), [...shape])) as tfc.Tensor;
    return (output.dataSync() as Float32Array).slice();
  });
}

/** A set with a layer's outputs in the place of its pictures, computed here and now. */
export function featuresAt(model: Model, layer: string, set: ImageSet): ExampleSet {
  const tail = tailOf(model, layer);
  const [height, width, channels] = tail.inputShape;
  const images = outputOf(trunkOf(model, layer), set.images, [set.count, ...model.inputShape]);
  return {...set, images, height, width, channels};
}
