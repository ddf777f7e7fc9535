import type * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import {registerActivations} from "./activations.js";
import {registerFrozenBatchNorm} from "./frozenBatchNorm.js";
import type {Model} from "./model.js";
import {registerNormalization} from "./normalization.js";

// Before anybody builds a layer or reads a model.
registerActivations();
registerFrozenBatchNorm();
registerNormalization();

const networks = new WeakMap<Model, tf.LayersModel>();

/**
 * Wraps a built layers-model that maps pictures to logits (no softmax): [N, height, width, channels] to [N, classCount], or, for two
 * classes, to [N, 1], the log-odds of the second.
 */
export function wrapNetwork(name: string, network: tf.LayersModel): Model {
  const [, height, width, channels] = network.inputs[0]!.shape;
  const [, logitCount] = network.outputs[0]!.shape;
  const model: Model = {
    name,
    parameterCount: network.countParams(),
    inputShape: [height!, width!, channels!],
    classCount: Math.max(2, logitCount!),
    logitCount: logitCount!,
    dispose: () => {
      if (networks.delete(model)) network.dispose();
    },
  };
  networks.set(model, network);
  return model;
}

/** The layers-model behind a model; owned by the model. @throws LookbookError `bad-option` after dispose() */
export function networkOf(model: Model): tf.LayersModel {
  const network = networks.get(model);
  if (!network) throw new LookbookError("bad-option", `model ${model.name} was disposed; build or load it again`);
  return network;
}
