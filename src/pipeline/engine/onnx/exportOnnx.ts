import type * as tf from "@tensorflow/tfjs-layers";
import {encodeModel, type OnnxDimension, type OnnxGraph} from "./graph.js";
import {dimensions, GraphWriter, type LayerShape, type Value} from "./graphWriter.js";
import {walk} from "./layers/walk.js";

/** Options for {@link exportOnnx}. */
export interface ExportOnnxOptions {
  /** Name of the graph; defaults to the model's. */
  readonly name?: string;
  /** Appends a softmax over the last axis of every output; defaults to false. */
  readonly softmax?: boolean;
  /** Number of examples, or a name where it is open; defaults to "N". */
  readonly batch?: OnnxDimension;
  /** What the inputs consist of; "uint8" spares pictures the way through floats. Defaults to "float32". */
  readonly input?: "float32" | "uint8";
  /** [height, width] for a model that takes pictures of any size; a model that says its size keeps it. */
  readonly size?: readonly [number, number];
  /** Further key-value pairs for the file. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/**
 * Writes a layers-model as an ONNX file with constant weights: inputs and outputs as TensorFlow.js has them, [N, height, width, channels],
 * everything between in ONNX's order. Batch normalisation uses its moving statistics; dropout is gone.
 * @returns the bytes of the file; the same model gives the same bytes
 * @throws LookbookError `bad-option` for a layer or setting without counterpart, naming it and what is supported
 */
export function exportOnnx(model: tf.LayersModel, options: ExportOnnxOptions = {}): Uint8Array {
  return encodeModel(exportGraph(model, options));
}

/** Like {@link exportOnnx}, as plain data. */
export function exportGraph(
  model: tf.LayersModel,
  {name = model.name, softmax = false, batch = "N", input = "float32", size, metadata = {}}: ExportOnnxOptions = {},
): OnnxGraph {
  const graph = new GraphWriter();
  const inputs = model.inputs.map(({shape, sourceLayer}) => ({name: sourceLayer.name, shape: sized(shape, size)}));
  const values = walk(
    model,
    inputs.map((declared) => open(graph, declared, input)),
    graph,
  );
  return graph.finish({
    name,
    inputs: inputs.map(({name: inputName, shape}) => ({
      name: inputName,
      shape: dimensions(shape, batch, inputName),
      type: input,
    })),
    outputs: values.map((value, i) => ({name: outputName(model, i), value: close(graph, value, softmax)})),
    batch,
    metadata: {producer: "lookbook", ...metadata},
  });
}

function open(graph: GraphWriter, {name, shape}: {name: string; shape: LayerShape}, type: "float32" | "uint8"): Value {
  const value: Value = {name, shape, isChannelsFirst: false};
  graph.scope = `${name}/float`;
  // Bytes are turned before they become floats: a quarter of the memory.
  const turned = shape.length === 4 ? graph.channelsFirst(value) : value;
  return type === "uint8" ? graph.emit("Cast", [turned], {attributes: {to: 1}}) : turned;
}

function close(graph: GraphWriter, value: Value, softmax: boolean): Value {
  graph.scope = "probabilities";
  const declared = graph.channelsLast(value);
  return softmax ? graph.emit("Softmax", [declared], {attributes: {axis: -1}}) : declared;
}

/** The layer's name; a layer that is input and output, or output twice, gets a suffix. */
function outputName({inputs, outputs}: tf.LayersModel, i: number): string {
  // Not `outputNames`, which a Sequential that never ran has not.
  const [ins, outs] = [inputs, outputs].map((tensors) => tensors.map(({sourceLayer}) => sourceLayer.name));
  const name = outs![i]!;
  return ins!.includes(name) || outs!.indexOf(name) < i ? `${name}/output${i + 1}` : name;
}

function sized(shape: LayerShape, size: readonly [number, number] | undefined): LayerShape {
  if (!size || shape.length !== 4) return shape;
  const [batch, height, width, channels] = shape;
  return [batch!, height ?? size[0], width ?? size[1], channels!];
}
