import {readFile} from "node:fs/promises";
import type {Dataset, Entity, Group} from "h5wasm";
import {LookbookError, systemCode} from "../../core/errors.js";
import {diskError} from "../../core/files.js";
import {isHdf5, readHdf5} from "./hdf5.js";
import {zipEntry} from "./zipEntry.js";

/** The weights of one layer as Keras keeps them. */
export interface KerasLayer {
  readonly name: string;
  /** In Keras' order: those that learn, then those that do not; empty for a layer without. */
  readonly weights: readonly KerasWeight[];
}

/** One weight, as plain data. */
export interface KerasWeight {
  readonly shape: readonly number[];
  /** Row-major. */
  readonly values: Float32Array;
}

/**
 * Reads the weights of a file that Keras wrote: `.h5` of Keras 2 (weights alone, or a whole model), `.weights.h5` and `.keras` of Keras 3.
 * @returns the layers that have weights; of Keras 2 in the order of the model
 * @throws LookbookError `missing-file`, `disk`, or `bad-file` for another format
 */
export async function readKerasFile(path: string): Promise<KerasLayer[]> {
  const stored = await readBytes(path);
  const isZip = stored[0] === 0x50 && stored[1] === 0x4b;
  const bytes = isZip ? zipEntry(stored, "model.weights.h5", path) : stored;
  if (!isHdf5(bytes)) {
    throw new LookbookError("bad-file", `${path}: expected HDF5 or a zip of it, as Keras writes, got another format`);
  }
  return readHdf5(bytes, path, (file) => {
    const layers = at(file, "layers");
    const named = layers ? layersOfKeras3(layers) : layersOfKeras2(at(file, "model_weights") ?? file);
    const found = named?.filter(({weights}) => weights.length > 0) ?? [];
    if (found.length > 0) return found;
    throw new LookbookError(
      "bad-file",
      `${path}: expected Keras' weights (layer_names, /model_weights or /layers), got HDF5 with ${file.keys().join(", ") || "nothing"} in it`,
    );
  });
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    if (systemCode(cause) === "ENOENT") throw new LookbookError("missing-file", `${path} does not exist`, {cause});
    throw diskError("read", path, cause);
  }
}

/** Keras 2: the names of layers and of their weights are attributes, in order. */
function layersOfKeras2(group: Group): KerasLayer[] | undefined {
  return texts(group, "layer_names")?.map((name) => {
    const layer = at(group, name);
    const weights = layer ? (texts(layer, "weight_names") ?? []) : [];
    return {name, weights: weights.map((weight) => numbers(layer!.get(weight), `${name}/${weight}`))};
  });
}

/** Keras 3: groups are counted by class ("conv2d_3"), newer files say the layer's name beside; weights are numbered. */
function layersOfKeras3(layers: Group): KerasLayer[] {
  return layers.keys().flatMap((key) => {
    const vars = at(at(layers, key)!, "vars");
    if (!vars) return [];
    const indices = vars.keys().sort((a, b) => Number(a) - Number(b));
    const name = vars.attrs["name"]?.value;
    return [
      {
        name: typeof name === "string" ? name : key,
        weights: indices.map((index) => numbers(vars.get(index), `layers/${key}/vars/${index}`)),
      },
    ];
  });
}

/** A group by its name; undefined where there is none. The library prints to the terminal when it is asked for what is not there. */
function at(group: Group, name: string): Group | undefined {
  const [first, ...rest] = name.split("/");
  if (!group.keys().includes(first!)) return undefined;
  const child = group.get(first!) as Entity & Partial<Group>;
  if (child.type !== "Group") return undefined;
  return rest.length === 0 ? (child as Group) : at(child as Group, rest.join("/"));
}

/** A list of texts; one that is longer than HDF5's 64 kB for an attribute lies in several, counted from 0. */
function texts(group: Group, name: string): string[] | undefined {
  const {attrs} = group;
  if (attrs[name]) return listed(attrs[name].value);
  const chunks: string[] = [];
  for (let i = 0; attrs[`${name}${i}`]; i++) chunks.push(...listed(attrs[`${name}${i}`]!.value));
  return chunks.length > 0 ? chunks : undefined;
}

/** An empty list is saved without strings. */
function listed(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function numbers(entity: Entity | null, name: string): KerasWeight {
  const {shape, value} = (entity ?? {}) as Partial<Dataset>;
  if (shape && typeof value === "number") return {shape, values: Float32Array.of(value)};
  if (shape && typeof value === "bigint") return {shape, values: Float32Array.of(Number(value))};
  if (shape && value instanceof Float32Array) return {shape, values: value};
  if (shape && value instanceof BigInt64Array) return {shape, values: Float32Array.from(value, Number)};
  if (shape && ArrayBuffer.isView(value))
    return {shape, values: Float32Array.from(value as unknown as Iterable<number>)};
  throw new LookbookError("bad-file", `${name}: expected numbers, got something else`);
}
