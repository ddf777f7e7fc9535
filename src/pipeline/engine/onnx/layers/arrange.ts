import {inputOf, pictureOf, type Translator} from "./layerCall.js";
import {pair} from "./window.js";

/** Flatten and Reshape: numbers in TensorFlow.js's order, channels last. */
export const reshape: Translator = (call) => {
  const {graph, outputShape} = call;
  return graph.reshape(graph.channelsLast(inputOf(call)), outputShape);
};

/** Permute: the axes besides the batch, counted from 1. */
export const permute: Translator = (call) => {
  const perm = [0, ...(call.config["dims"] as number[])];
  const x = call.graph.channelsLast(inputOf(call));
  return call.graph.emit("Transpose", [x], {shape: call.outputShape, attributes: {perm}});
};

/** ZeroPadding2D. */
export const zeroPadding: Translator = (call) => {
  const [[top, bottom], [left, right]] = margins(call.config["padding"]);
  const pads = call.graph.constant([0, 0, top, left, 0, 0, bottom, right]);
  return call.graph.emit("Pad", [pictureOf(call), pads], {shape: call.outputShape});
};

/** Cropping2D. */
export const cropping: Translator = (call) => {
  const {graph, config, outputShape: shape} = call;
  const [[top, bottom], [left, right]] = margins(config["cropping"]);
  const starts = graph.constant([top, left]);
  // An end counted from behind cannot say "up to the last": nothing to crop there is the largest number.
  const ends = graph.constant([bottom, right].map((n) => (n === 0 ? 2 ** 31 - 1 : -n)));
  return graph.emit("Slice", [pictureOf(call), starts, ends, graph.constant([2, 3])], {shape});
};

/** UpSampling2D; TensorFlow.js reads the corner of a pixel, not its centre. */
export const upSampling: Translator = (call) => {
  const {graph, config, outputShape: shape} = call;
  const scales = graph.constant(Float32Array.of(1, 1, ...pair(config["size"])));
  const mode = config["interpolation"] === "bilinear" ? "linear" : "nearest";
  return graph.emit("Resize", [pictureOf(call), "", scales], {
    shape,
    attributes: {mode, coordinate_transformation_mode: "asymmetric", nearest_mode: "floor"},
  });
};

/** What does something in training only. */
export const identity: Translator = inputOf;

function margins(value: unknown): [[number, number], [number, number]] {
  const [vertical, horizontal] = pairOf(value);
  return [pairOf(vertical), pairOf(horizontal)] as [[number, number], [number, number]];
}

function pairOf(value: unknown): [unknown, unknown] {
  return Array.isArray(value) ? [value[0], value[1]] : [value, value];
}
