import type * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";

/** Which layers of a network {@link graft} takes. */
export interface Part {
  /** The layer whose output the given tensor stands for; defaults to the network's input. */
  readonly from?: string;
  /** The last layer that is taken. */
  readonly to: string;
}

/**
 * Puts copies of a network's layers behind a tensor: same names and settings, weights of their own with the same numbers.
 * @returns the output of the copied `to`
 * @throws LookbookError `bad-option` for a layer that the network has not, or where layers before `from` are needed as well
 */
export function graft(network: tf.LayersModel, tensor: tf.SymbolicTensor, {from, to}: Part): tf.SymbolicTensor {
  const start = from === undefined ? network.inputs[0]! : outputOf(network, from);
  const made = new Map([[start.id, tensor]]);
  const follow = (original: tf.SymbolicTensor): tf.SymbolicTensor => {
    const known = made.get(original.id);
    if (known) return known;
    const {sourceLayer: layer, inputs} = original;
    if (inputs.length === 0) throw uncuttable(network, from!, to);
    const twin = copyOf(layer);
    const behind = inputs.map(follow);
    const output = twin.apply(behind.length === 1 ? behind[0]! : behind) as tf.SymbolicTensor;
    twin.setWeights(layer.getWeights());
    made.set(original.id, output);
    return output;
  };
  return follow(outputOf(network, to));
}

/** The output of a layer. @throws LookbookError `bad-option` where there is none of that name */
export function outputOf(network: tf.LayersModel, name: string): tf.SymbolicTensor {
  const layer = network.layers.find((candidate) => candidate.name === name);
  if (layer) return layer.output as tf.SymbolicTensor;
  const last = network.layers.slice(-8).map((candidate) => candidate.name);
  throw new LookbookError(
    "bad-option",
    `model ${network.name} has no layer "${name}"; its last ones are ${last.join(", ")}`,
  );
}

function copyOf(layer: tf.layers.Layer): tf.layers.Layer {
  const kind = layer.constructor as unknown as LayerKind;
  return kind.fromConfig(kind, layer.getConfig());
}

interface LayerKind {
  fromConfig(kind: LayerKind, config: ReturnType<tf.layers.Layer["getConfig"]>): tf.layers.Layer;
}

function uncuttable(network: tf.LayersModel, from: string, to: string): LookbookError {
  return new LookbookError(
    "bad-option",
    `model ${network.name} cannot be cut at ${from}: what lies between it and ${to} also needs layers before it; cut where a block ends`,
  );
}
