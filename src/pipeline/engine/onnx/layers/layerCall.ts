import type * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../../../core/errors.js";
import type {GraphWriter, LayerShape, Value} from "../graphWriter.js";

/** One use of a layer, to be written as operators. */
export interface LayerCall {
  readonly layer: tf.layers.Layer;
  readonly config: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Value[];
  readonly outputShape: LayerShape;
  readonly graph: GraphWriter;
}

/** Writes a layer as operators. @returns its result */
export type Translator = (call: LayerCall) => Value;

/** A weight of a layer, as plain data. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** The layer's only input. */
export function inputOf({inputs}: LayerCall): Value {
  return inputs[0]!;
}

/** The layer's input as a picture, stored [N, C, H, W]. @throws LookbookError `bad-option` for channels first in the layer's own eyes */
export function pictureOf(call: LayerCall): Value {
  const {config, graph} = call;
  if (config["dataFormat"] === "channelsFirst") throw refused(call, "dataFormat channelsFirst", "channelsLast");
  return graph.channelsFirst(inputOf(call));
}

/** A weight by the last part of its name ("kernel"); undefined where the layer has none. */
export function weightOf({layer}: LayerCall, name: string): Weight | undefined {
  const weight = layer.weights.find(({originalName}) => originalName.split("/").at(-1) === name);
  return weight && {shape: weight.shape.map((n) => n!), values: weight.read().dataSync() as Float32Array};
}

/** The error for a setting that has no counterpart here. */
export function refused({layer}: LayerCall, what: string, supported: string): LookbookError {
  return new LookbookError(
    "bad-option",
    `layer ${layer.name} (${layer.getClassName()}): ${what} cannot be written as ONNX; supported: ${supported}`,
  );
}
