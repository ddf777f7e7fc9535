import type {OnnxAttribute} from "../graph.js";
import type {GraphWriter, Value} from "../graphWriter.js";
import {inputOf, type LayerCall, refused, type Translator} from "./layerCall.js";

/** The layer Activation. */
export const activation: Translator = (call) => activate(call, inputOf(call));

/** Applies the activation function named in the layer's configuration, none where there is none. */
export function activate(call: LayerCall, x: Value): Value {
  const name = String(call.config["activation"] ?? "linear");
  const apply = functions[name];
  if (!apply) throw refused(call, `activation "${name}"`, Object.keys(functions).join(", "));
  return apply(call.graph, x);
}

/** ReLU, with its upper end where it has one. */
export const relu: Translator = (call) => {
  const most = call.config["maxValue"];
  return typeof most === "number" ? clip(call.graph, inputOf(call), most) : call.graph.emit("Relu", [inputOf(call)]);
};

/** LeakyReLU, ELU and ThresholdedReLU: one operator with one number. */
export function sloped(op: string, setting: "alpha" | "theta"): Translator {
  return (call) =>
    call.graph.emit(op, [inputOf(call)], {attributes: {alpha: {float: Number(call.config[setting] ?? 1)}}});
}

/** The layer Softmax, over the last axis. */
export const softmaxLayer: Translator = (call) => {
  const x = inputOf(call);
  const axis = Number(call.config["axis"] ?? -1);
  if (axis !== -1 && axis !== x.shape.length - 1) throw refused(call, `axis ${axis}`, "the last axis");
  return overChannels("Softmax")(call.graph, x);
};

type Apply = (graph: GraphWriter, x: Value) => Value;

const functions: Readonly<Record<string, Apply>> = {
  linear: (_, x) => x,
  relu: single("Relu"),
  relu6: (graph, x) => clip(graph, x, 6),
  sigmoid: single("Sigmoid"),
  hardSigmoid: single("HardSigmoid", {alpha: {float: 0.2}, beta: {float: 0.5}}),
  tanh: single("Tanh"),
  elu: single("Elu"),
  selu: single("Selu"),
  softplus: single("Softplus"),
  softsign: single("Softsign"),
  swish: (graph, x) => graph.emit("Mul", [x, graph.emit("Sigmoid", [x])]),
  hardSwish: single("HardSwish"),
  mish: (graph, x) => graph.emit("Mul", [x, graph.emit("Tanh", [graph.emit("Softplus", [x])])]),
  gelu: (graph, x) => {
    const erf = graph.emit("Erf", [graph.emit("Div", [x, number(graph, Math.SQRT2)])]);
    const product = graph.emit("Mul", [x, graph.emit("Add", [erf, number(graph, 1)])]);
    return graph.emit("Mul", [product, number(graph, 0.5)]);
  },
  gelu_new: (graph, x) => {
    const cube = graph.emit("Pow", [x, number(graph, 3)]);
    const sum = graph.emit("Add", [x, graph.emit("Mul", [cube, number(graph, 0.044715)])]);
    const tanh = graph.emit("Tanh", [graph.emit("Mul", [sum, number(graph, Math.sqrt(2 / Math.PI))])]);
    const product = graph.emit("Mul", [x, graph.emit("Add", [tanh, number(graph, 1)])]);
    return graph.emit("Mul", [product, number(graph, 0.5)]);
  },
  softmax: overChannels("Softmax"),
  logSoftmax: overChannels("LogSoftmax"),
};

function single(op: string, attributes: Readonly<Record<string, OnnxAttribute>> = {}): Apply {
  return (graph, x) => graph.emit(op, [x], {attributes});
}

function overChannels(op: string): Apply {
  return (graph, x) => graph.emit(op, [x], {attributes: {axis: x.isChannelsFirst ? 1 : -1}});
}

function clip(graph: GraphWriter, x: Value, most: number): Value {
  return graph.emit("Clip", [x, number(graph, 0), number(graph, most)]);
}

/** A scalar. */
function number(graph: GraphWriter, value: number): string {
  return graph.constant(Float32Array.of(value), []);
}
