import type {LayersModel} from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import {writeAtomic} from "../../core/files.js";
import {writeHdf5} from "./hdf5.js";
import {kerasLayersOf} from "./kerasWeights.js";

/**
 * Writes a network's weights as Keras reads them by name: `model.load_weights("weights.h5", by_name=True)`, Keras 2 and 3.
 * @param path ends in ".h5", not in ".weights.h5", which Keras 3 takes for its own layout
 * @throws LookbookError `bad-option` for another ending, `disk`
 */
export async function writeKerasFile(network: LayersModel, path: string): Promise<void> {
  if (!path.endsWith(".h5") || path.endsWith(".weights.h5")) {
    const remedy = "Keras tells by it what is inside";
    throw new LookbookError(
      "bad-option",
      `${path}: expected a name that ends in .h5, and not in .weights.h5: ${remedy}`,
    );
  }
  const names = new Map(network.layers.map((layer) => [layer.name, layer.weights.map(roleOf)]));
  const layers = kerasLayersOf(network);
  const bytes = await writeHdf5((file) => {
    const list = (group: Pick<typeof file, "create_attribute">, name: string, texts: readonly string[]): void => {
      const longest = Math.max(...texts.map((text) => Buffer.byteLength(text)));
      group.create_attribute(name, [...texts], [texts.length], `S${longest}`);
    };
    list(
      file,
      "layer_names",
      layers.map(({name}) => name),
    );
    file.create_attribute("backend", "tensorflow");
    file.create_attribute("keras_version", "2.15.0");
    for (const {name, weights} of layers) {
      const group = file.create_group(name);
      const paths = names.get(name)!.map((role) => `${name}/${role}:0`);
      list(group, "weight_names", paths);
      const inner = group.create_group(name);
      for (const [i, {shape, values}] of weights.entries()) {
        inner.create_dataset({name: `${names.get(name)![i]}:0`, data: values, shape: [...shape]});
      }
    }
  });
  await writeAtomic(path, bytes);
}

/** The last part of its name: "kernel". */
function roleOf({originalName}: LayersModel["weights"][number]): string {
  return originalName.split("/").at(-1)!;
}
