import * as tfc from "@tensorflow/tfjs-core";
import * as tf from "@tensorflow/tfjs-layers";
import type {RungName} from "../engine/engine.js";
import {filledTensor} from "../engine/numbers.js";
import {openEngine} from "../engine/openEngine.js";
import "./network.js"; // registers the layers that are the project's own
import type {NamedWeight} from "./namedWeight.js";
import {writeNamedWeights} from "./weights.js";

/** What a worker is told when it sits down. */
export interface Opening {
  readonly engine: RungName;
  /** The network as JSON of tfjs-layers. */
  readonly topology: object;
  readonly weights: readonly NamedWeight[];
}

let network: tf.LayersModel | undefined;

/** Opens the engine and builds the network anew. */
export async function open({engine, topology, weights}: Opening): Promise<void> {
  await openEngine(engine);
  network = await tf.models.modelFromJSON({modelTopology: topology as Topology});
  writeNamedWeights(network, weights);
}

/** Computes the output for a batch of pictures or features, [count, height, width, channels]; row-major. */
export function run(images: Uint8Array | Float32Array): Float32Array {
  const shape = network!.inputs[0]!.shape.slice(1) as number[];
  const size = shape.reduce((a, b) => a * b, 1);
  const output = tfc.tidy(
    () => network!.apply(filledTensor([images.length / size, ...shape], (values) => values.set(images))) as tfc.Tensor,
  );
  const values = (output.dataSync() as Float32Array).slice();
  output.dispose();
  return values;
}

type Topology = Extract<Parameters<typeof tf.models.modelFromJSON>[0], {modelTopology: unknown}>["modelTopology"];
