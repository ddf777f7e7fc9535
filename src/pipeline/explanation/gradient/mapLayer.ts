import type {layers} from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../../core/errors.js";
import type {Model} from "../../model/model.js";
import {networkOf} from "../../model/network.js";
import {isPooledWhole} from "../../model/receptiveField.js";

/**
 * The layer whose maps a class activation map is made of.
 * @param name any layer that puts out maps; defaults to the last one, which is what the network decides by: behind the activation that
 * follows the last convolution, and behind the sum where a residual branch ends
 * @throws LookbookError `bad-option` for a model without convolution, or a layer that has no maps
 */
export function mapLayer(model: Model, name?: string): layers.Layer {
  const {layers: all} = networkOf(model);
  if (!all.some((layer) => layer.getClassName().endsWith("Conv2D"))) {
    throw new LookbookError(
      "bad-option",
      `Grad-CAM needs a convolution, and model ${model.name} has none; explain a convolutional model such as shallow-cnn`,
    );
  }
  const withMaps = all.filter(
    (layer) => layer.outputShape.length === 4 && !isPooledWhole(layer) && layer.getClassName() !== "InputLayer",
  );
  const found = name === undefined ? withMaps.at(-1) : withMaps.find((layer) => layer.name === name);
  if (found) return found;
  const names = withMaps.map((layer) => layer.name).join(", ");
  throw new LookbookError("bad-option", `model ${model.name} has no layer "${name}" with maps; it has ${names}`);
}
