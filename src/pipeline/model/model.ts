import type * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";

/**
 * A network as notebooks see it. The TensorFlow.js object behind it stays out of the type, because tslab needs two seconds to read
 * the types of TensorFlow.js; library code gets it with {@link networkOf}.
 */
export interface Model {
  /** Name in the catalogue: "dense", "shallow-cnn", ... */
  readonly name: string;
  /** Trainable and fixed parameters together. */
  readonly parameterCount: number;
  /** [height, width, channels] of one picture. */
  readonly inputShape: readonly [number, number, number];
  readonly classCount: number;
  /** Frees the weights; the model is unusable afterwards. */
  dispose(): void;
}

const networks = new WeakMap<Model, tf.LayersModel>();

/** Wraps a built layers-model that maps pictures to logits (no softmax), [N, height, width, channels] to [N, classCount]. */
export function wrapNetwork(name: string, network: tf.LayersModel): Model {
  const [, height, width, channels] = network.inputs[0]!.shape;
  const [, classCount] = network.outputs[0]!.shape;
  const model: Model = {
    name,
    parameterCount: network.countParams(),
    inputShape: [height!, width!, channels!],
    classCount: classCount!,
    dispose: () => {
      networks.delete(model);
      network.dispose();
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
