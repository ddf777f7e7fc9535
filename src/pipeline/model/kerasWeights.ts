import * as tf from "@tensorflow/tfjs-core";
import type {LayersModel, layers} from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import type {KerasLayer} from "./kerasFile.js";

/** Options for {@link takeKerasWeights}. */
export interface TakeKerasWeightsOptions {
  /** Which layers of the network get weights, by name; defaults to all. */
  readonly layers?: (name: string) => boolean;
  /** What messages call the file; defaults to "the file". */
  readonly path?: string;
}

/** What became of a file's weights. */
export interface KerasWeightsReport {
  /**
   * How layers found their weights: by name; by class and count, as Keras 3 names groups ("conv2d_3"); or, as Keras itself does with
   * its older files, by their order, where names differ and number and shapes of all layers agree.
   */
  readonly matchedBy: "name" | "class" | "order";
  /** The layers of the network that got theirs, in order. */
  readonly taken: readonly string[];
  /** What else is in the file, by the file's names. */
  readonly unused: readonly string[];
}

/**
 * Gives a network the weights of a file of Keras.
 * @throws LookbookError `bad-shape` when a layer has none in the file, or others, naming both shapes; then nothing is changed
 */
export function takeKerasWeights(
  network: LayersModel,
  file: readonly KerasLayer[],
  {layers: isWanted = () => true, path = "the file"}: TakeKerasWeightsOptions = {},
): KerasWeightsReport {
  const wanted = network.layers.filter((layer) => layer.weights.length > 0 && isWanted(layer.name));
  const matches = [byName(wanted, file), byClass(network, wanted, file), byOrder(wanted, file)];
  // By name where nothing fits: its complaint is the one that helps.
  const {matchedBy, pairs} = matches.find((match) => match?.pairs.every(isWhole)) ?? matches[0]!;
  for (const pair of pairs) assertFits(pair, {network: network.name, path, file});
  for (const {layer, found} of pairs) {
    const tensors = found!.weights.map(({values, shape}) => tf.tensor(values.slice(), [...shape]));
    for (const [i, weight] of layer.weights.entries()) weight.write(tensors[i]!);
    tf.dispose(tensors);
  }
  const used = new Set(pairs.map(({found}) => found));
  return {
    matchedBy,
    taken: wanted.map(({name}) => name),
    unused: file.filter((layer) => !used.has(layer)).map(({name}) => name),
  };
}

/** The weights of a network as a file of Keras has them: a layer each, in order. */
export function kerasLayersOf(network: LayersModel): KerasLayer[] {
  return network.layers
    .filter(({weights}) => weights.length > 0)
    .map(({name, weights}) => ({
      name,
      weights: weights.map((weight) => ({
        shape: sizes(weight.shape),
        values: (weight.read().dataSync() as Float32Array).slice(),
      })),
    }));
}

interface Pair {
  readonly layer: layers.Layer;
  readonly found: KerasLayer | undefined;
}

interface Match {
  readonly matchedBy: KerasWeightsReport["matchedBy"];
  readonly pairs: readonly Pair[];
}

function byName(wanted: readonly layers.Layer[], file: readonly KerasLayer[]): Match {
  const index = new Map(file.map((layer) => [layer.name, layer]));
  return {matchedBy: "name", pairs: wanted.map((layer) => ({layer, found: index.get(layer.name)}))};
}

function byClass(network: LayersModel, wanted: readonly layers.Layer[], file: readonly KerasLayer[]): Match {
  const index = new Map(file.map((layer) => [layer.name, layer]));
  const counts = new Map<string, number>();
  const names = new Map<layers.Layer, string>();
  for (const layer of network.layers) {
    const base = snakeCase(layer.getClassName().replace(/^Frozen/, ""));
    const count = counts.get(base) ?? 0;
    counts.set(base, count + 1);
    names.set(layer, count === 0 ? base : `${base}_${count}`);
  }
  return {matchedBy: "class", pairs: wanted.map((layer) => ({layer, found: index.get(names.get(layer)!)}))};
}

function byOrder(wanted: readonly layers.Layer[], file: readonly KerasLayer[]): Match | undefined {
  if (wanted.length !== file.length) return undefined;
  return {matchedBy: "order", pairs: wanted.map((layer, i) => ({layer, found: file[i]}))};
}

/** "DepthwiseConv2D" is "depthwise_conv2d", "ReLU" is "re_lu", as in Keras. */
function snakeCase(name: string): string {
  return name
    .replace(/(.)([A-Z][a-z0-9]+)/g, "$1_$2")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase();
}

function isWhole({layer, found}: Pair): boolean {
  return (
    layer.weights.length === found?.weights.length &&
    layer.weights.every(({shape}, i) => sizes(shape).join() === found.weights[i]!.shape.join())
  );
}

function assertFits(
  pair: Pair,
  {network, path, file}: {network: string; path: string; file: readonly KerasLayer[]},
): void {
  if (isWhole(pair)) return;
  const {layer, found} = pair;
  const names = layer.weights.map(({originalName}) => originalName.split("/").at(-1)!);
  const expected = layer.weights.map(({shape}, i) => `${names[i]} [${sizes(shape).join(", ")}]`).join(", ");
  const shapes = found?.weights.map(({shape}) => `[${shape.join(", ")}]`).join(", ");
  const remedy = found
    ? "it is of another network"
    : `it has ${file.length} others, from ${file[0]?.name} to ${file.at(-1)?.name}`;
  throw new LookbookError(
    "bad-shape",
    `weights of ${network}: layer ${layer.name}: expected ${expected}, got ${shapes ?? "none"} in ${path}; ${remedy}`,
  );
}

function sizes(shape: readonly (number | null)[]): number[] {
  return shape.map((n) => n!);
}
