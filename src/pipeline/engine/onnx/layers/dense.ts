import type {Value} from "../graphWriter.js";
import {activate} from "./activation.js";
import {convolve, filtersFirst, point} from "./convolution.js";
import {inputOf, type LayerCall, type Translator, type Weight, weightOf} from "./layerCall.js";

/** Dense: a matrix product over the last axis; on a picture that is a 1 x 1 convolution. */
export const dense: Translator = (call) => {
  const x = inputOf(call);
  const kernel = weightOf(call, "kernel")!;
  return activate(call, x.shape.length === 4 ? onPicture(call, kernel) : onRows(call, x, kernel));
};

function onPicture(call: LayerCall, {shape, values}: Weight): Value {
  const kernel = filtersFirst({shape: [1, 1, ...shape], values});
  return convolve(call, call.graph.channelsFirst(inputOf(call)), {kernel, window: point});
}

function onRows(call: LayerCall, x: Value, kernel: Weight): Value {
  const {graph, outputShape: shape} = call;
  const bias = weightOf(call, "bias");
  const weights = graph.constant(kernel.values, kernel.shape);
  const offsets = bias ? [graph.constant(bias.values)] : [];
  if (x.shape.length === 2) return graph.emit("Gemm", [x, weights, ...offsets], {shape});
  const product = graph.emit("MatMul", [x, weights], {shape});
  return offsets[0] === undefined ? product : graph.emit("Add", [product, offsets[0]]);
}
