import type {Value} from "../graphWriter.js";
import {type LayerCall, refused, type Translator} from "./layerCall.js";

/** Add, Multiply, Maximum, Minimum and Average; sizes of 1 are repeated. */
export function merge(op: "Add" | "Mul" | "Max" | "Min" | "Mean"): Translator {
  return (call) => {
    const [first, ...others] = inSameLayout(call);
    if (op === "Max" || op === "Min" || op === "Mean") {
      return call.graph.emit(op, [first!, ...others], {shape: call.outputShape});
    }
    return others.reduce((sum, x) => call.graph.emit(op, [sum, x], {shape: call.outputShape}), first!);
  };
}

/** Concatenate. */
export const concatenate: Translator = (call) => {
  const {config, outputShape: shape, graph} = call;
  const [first, ...others] = inSameLayout(call);
  const declared = Number(config["axis"] ?? -1);
  const axis = declared < 0 ? declared + shape.length : declared;
  const stored = first!.isChannelsFirst ? [0, 2, 3, 1][axis]! : axis;
  return graph.emit("Concat", [first!, ...others], {shape, attributes: {axis: stored}});
};

function inSameLayout(call: LayerCall): readonly Value[] {
  const {inputs, graph} = call;
  const ranks = new Set(inputs.map(({shape}) => shape.length));
  if (ranks.size > 1) throw refused(call, `inputs of ranks ${[...ranks].join(" and ")}`, "inputs of one rank");
  return inputs.some(({isChannelsFirst}) => isChannelsFirst) ? inputs.map((x) => graph.channelsFirst(x)) : inputs;
}
