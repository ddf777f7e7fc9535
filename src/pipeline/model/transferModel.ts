import * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import type {Resizing} from "../features/resize.js";
import type {Backbone} from "./backbone.js";
import {networkOfBackbone, pooling} from "./backboneNetwork.js";
import {graft} from "./graft.js";
import {initialise} from "./initialise.js";
import type {Model} from "./model.js";
import {wrapNetwork} from "./network.js";
import {resizeLayers} from "./resizeLayers.js";
import {tailOf, writeTail} from "./tailOf.js";

/** Options for {@link transferModel}. */
export interface TransferModelOptions {
  /** [height, width, channels] of one picture as it comes, 1 or 3 channels. */
  readonly inputShape: readonly [number, number, number];
  readonly classCount: number;
  /** To the size that the backbone is to see; becomes the first layers, so that the network takes raw pictures. */
  readonly resizing: Resizing;
  /** Share of the features dropped while training, in [0, 1); defaults to 0.3. */
  readonly dropout?: number;
  /** Draws the initial weights of the head. */
  readonly seed: number | string;
}

/**
 * A pretrained backbone with a new head: batch normalisation, dropout and dense logits behind its global average pooling.
 * [N, height, width, channels], 0 to 255, to logits [N, classCount], in one flat network with its resizing inside.
 * @returns the caller disposes it; the backbone is copied and stays as it is
 */
export function transferModel(
  backbone: Backbone,
  {inputShape, classCount, resizing, dropout = 0.3, seed}: TransferModelOptions,
): Model {
  const [height, width, channels] = inputShape;
  if (resizing.from[0] !== height || resizing.from[1] !== width || ![1, 3].includes(channels)) {
    throw new LookbookError(
      "bad-shape",
      `transfer model: pictures of [${inputShape.join(", ")}] do not fit a resizing from ${resizing.from.join(" x ")} with 1 or 3 channels`,
    );
  }
  const image = tf.input({shape: [...inputShape], name: "image"});
  const features = graft(networkOfBackbone(backbone), resizeLayers(image, resizing), {to: pooling}); // [N, features]
  const head = [
    tf.layers.batchNormalization({name: "head_norm"}),
    tf.layers.dropout({name: "head_dropout", rate: dropout}),
    tf.layers.dense({name: "logits", units: classCount, kernelInitializer: "zeros"}),
  ];
  const logits = head.reduce((tensor, layer) => layer.apply(tensor) as tf.SymbolicTensor, features);
  const name = `transfer-${backbone.name}`;
  const model = wrapNetwork(name, tf.model({name, inputs: image, outputs: logits}));
  const tail = tailOf(model, pooling);
  initialise(tail, seed);
  writeTail(tail, model);
  tail.dispose();
  return model;
}
