import {inputOf, pictureOf, type Translator} from "./layerCall.js";
import {pair, windowAttributes, windowOf} from "./window.js";

/** MaxPooling2D and AveragePooling2D; padding counts in neither. */
export function pooling(op: "MaxPool" | "AveragePool"): Translator {
  return (call) => {
    const x = pictureOf(call);
    const {dilations: _, ...attributes} = windowAttributes(
      windowOf(call.config, pair(call.config["poolSize"])),
      x.shape,
    );
    return call.graph.emit(op, [x], {shape: call.outputShape, attributes});
  };
}

/** GlobalMaxPooling2D and GlobalAveragePooling2D: [N, H, W, C] to [N, C]. */
export function globalPooling(op: "GlobalMaxPool" | "GlobalAveragePool"): Translator {
  return (call) => {
    const channels = inputOf(call).shape[3]!;
    const pooled = call.graph.emit(op, [pictureOf(call)], {shape: [null, 1, 1, channels]});
    return call.graph.reshape(pooled, call.outputShape);
  };
}
