import type * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import type {Backbone} from "./backbone.js";
import {weightsHash} from "./weights.js";

/** A stretch of a backbone that is thawed as one. */
export interface Block {
  readonly name: string;
  /** The layer whose output the block takes. */
  readonly input: string;
}

/** The layer of every backbone behind which a head begins. */
export const pooling = "avg_pool";

const networks = new WeakMap<Backbone, tf.LayersModel>();

/**
 * Takes a network for a backbone: up to its layer `avg_pool`, global average pooling.
 * @param network the backbone's from now on
 * @throws LookbookError `bad-shape` where that layer is missing or its output is not [N, features]
 */
export function wrapBackbone(name: string, network: tf.LayersModel): Backbone {
  const last = network.layers.find((layer) => layer.name === pooling);
  const shape = (last?.output as tf.SymbolicTensor | undefined)?.shape;
  if (shape?.length !== 2) {
    throw new LookbookError(
      "bad-shape",
      `backbone ${name}: expected a layer ${pooling} with an output of [N, features], got ${last ? `[${shape!.join(", ")}]` : "none"}`,
    );
  }
  const layers = network.layers.slice(0, network.layers.indexOf(last!) + 1);
  const backbone: Backbone = {
    name,
    parameterCount: layers.reduce((sum, layer) => sum + layer.countParams(), 0),
    blocks: blocksOf(network).map((block) => block.name),
    featureCount: shape[1]!,
    hash: weightsHash(network),
    dispose: () => {
      if (networks.delete(backbone)) network.dispose();
    },
  };
  networks.set(backbone, network);
  return backbone;
}

/** The layers-model behind a backbone; owned by the backbone. @throws LookbookError `bad-option` after dispose() */
export function networkOfBackbone(backbone: Backbone): tf.LayersModel {
  const network = networks.get(backbone);
  if (!network) throw new LookbookError("bad-option", `backbone ${backbone.name} was disposed; load it again`);
  return network;
}

/**
 * The blocks of a network by the names of its layers, from the picture up: `block6h_...`, `block_16_...` or `expanded_conv_16_...`, and
 * "top" for layers with weights between the last of them and the pooling.
 */
export function blocksOf({layers}: tf.LayersModel): Block[] {
  const names = layers.map(({name}) => /^(block_?\d+[a-z]?|expanded_conv(?:_\d+)?)_/.exec(name)?.[1]);
  const blocks: Block[] = [];
  for (const [i, name] of names.entries()) {
    const isNew = name !== undefined && !blocks.some((block) => block.name === name);
    if (isNew) blocks.push({name, input: layers[i - 1]!.name});
  }
  const end = names.lastIndexOf(blocks.at(-1)?.name);
  const pooled = layers.findIndex(({name}) => name === pooling);
  const rest = layers.slice(end + 1, pooled);
  return rest.some((layer) => layer.weights.length > 0) ? [...blocks, {name: "top", input: layers[end]!.name}] : blocks;
}
