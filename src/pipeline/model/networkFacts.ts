import type * as tf from "@tensorflow/tfjs-layers";
import {type LayerWork, workOf} from "./layerWork.js";
import type {ModelFacts} from "./modelFacts.js";
import {isPooledWhole, receptiveField} from "./receptiveField.js";

/** Options for {@link networkFacts}. */
export interface NetworkFactsOptions {
  /** Defaults to the network's. */
  readonly name?: string;
  /** [height, width] for a network that takes pictures of any size; one that says its size keeps it. Defaults to 224 x 224. */
  readonly size?: readonly [number, number];
  /** The layer whose output is the last that counts; defaults to the network's own output. */
  readonly upTo?: string;
}

/** Like `modelFacts`, for a network that is no model. Apart from it, for the sake of notebooks, which TensorFlow.js's types cost seconds. */
export function networkFacts(
  network: tf.LayersModel,
  {name = network.name, size = [224, 224], upTo}: NetworkFactsOptions = {},
): ModelFacts {
  const inputShape = network.inputs[0]!.shape.slice(1).map((n, axis) => n ?? size[axis]!);
  const layers = upTo === undefined ? network.layers : behind(network.getLayer(upTo), network);
  const work = workOfAll(layers, inputShape);
  const sum = (count: (work: LayerWork) => number): number =>
    [...work.values()].reduce((all, each) => all + count(each), 0);
  const parameters = numbersIn(layers.flatMap(({weights}) => weights));
  const field = fieldOf(layers);
  return {
    name,
    inputShape,
    parameters,
    trainableParameters: numbersIn(layers.flatMap(({trainableWeights}) => trainableWeights)),
    bytes: 4 * parameters,
    multiplyAdds: sum(({multiplyAdds}) => multiplyAdds),
    flops: sum(({multiplyAdds, others}) => 2 * multiplyAdds + others),
    ...(field && {receptiveField: field}),
    uncounted: [...work].filter(([, {isKnown}]) => !isKnown).map(([layer]) => layer.name),
  };
}

/** The layers that a layer's output depends on, itself among them, in the network's order. */
function behind(last: tf.layers.Layer, {layers}: tf.LayersModel): tf.layers.Layer[] {
  const needed = new Set([last]);
  for (const layer of needed) for (const before of layer.inboundNodes[0]?.inboundLayers ?? []) needed.add(before);
  return layers.filter((layer) => needed.has(layer));
}

function workOfAll(layers: readonly tf.layers.Layer[], inputShape: readonly number[]): Map<tf.layers.Layer, LayerWork> {
  const shapes = new Map<tf.layers.Layer, number[]>();
  const work = new Map<tf.layers.Layer, LayerWork>();
  for (const layer of layers) {
    const inputs = (layer.inboundNodes[0]?.inboundLayers ?? []).map((before) => shapes.get(before)!);
    const given = inputs.length === 1 ? inputs[0]! : inputs;
    const output = inputs.length === 0 ? [1, ...inputShape] : (layer.computeOutputShape(given) as number[]);
    shapes.set(layer, output);
    work.set(layer, workOf(layer, {inputs, output}));
  }
  return work;
}

function fieldOf(layers: readonly tf.layers.Layer[]): {size: number; stride: number} | undefined {
  const known = new Map<tf.layers.Layer, boolean>();
  const last = layers.filter((layer) => layer.outputShape.length === 4 && !isPooledWhole(layer, known)).at(-1);
  const field = last && receptiveField(last)[0];
  return field && field.size > 1 ? {size: field.size, stride: field.stride} : undefined;
}

function numbersIn(weights: readonly tf.LayerVariable[]): number {
  return weights.reduce((sum, {shape}) => sum + shape.reduce<number>((product, n) => product * n!, 1), 0);
}
