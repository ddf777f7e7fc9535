import type * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../../../core/errors.js";
import type {GraphWriter, LayerShape, Value} from "../graphWriter.js";
import {translators} from "./translators.js";

/** Writes all layers between a model's inputs and outputs, in an order in which they can run; a layer used twice is written twice. */
export function walk(model: tf.LayersModel, inputs: readonly Value[], graph: GraphWriter): Value[] {
  const given = new Map(model.inputs.map((tensor, i) => [tensor.id, inputs[i]!]));
  const made = new Map<string, readonly Value[]>();
  const follow = (tensor: tf.SymbolicTensor): Value => {
    const input = given.get(tensor.id);
    if (input) return input;
    const layer = tensor.sourceLayer;
    const key = `${layer.id}/${tensor.nodeIndex}`;
    let values = made.get(key);
    if (!values) {
      values = write(layer, tensor.inputs.map(follow), graph);
      made.set(key, values);
    }
    return values[tensor.tensorIndex]!;
  };
  return model.outputs.map(follow);
}

function write(layer: tf.layers.Layer, inputs: readonly Value[], graph: GraphWriter): readonly Value[] {
  if ("layers" in layer) return walk(layer as tf.LayersModel, inputs, graph);
  const translate = translators[layer.getClassName()];
  if (!translate) {
    throw new LookbookError(
      "bad-option",
      `layer ${layer.name} (${layer.getClassName()}) cannot be written as ONNX; supported: ${Object.keys(translators).join(", ")}, and models of them`,
    );
  }
  graph.scope = layer.name;
  // With a batch of one, since TensorFlow.js leaves a Reshape's -1 unknown where the batch is.
  const shapes = inputs.map(({shape: [, ...rest]}) => [1, ...rest]);
  const [, ...rest] = layer.computeOutputShape(shapes.length === 1 ? shapes[0]! : shapes) as LayerShape;
  const outputShape = [null, ...rest];
  return [translate({layer, config: layer.getConfig(), inputs, outputShape, graph})];
}
