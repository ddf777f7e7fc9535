import type {Model} from "../../model/model.js";
import {mapLayer} from "./mapLayer.js";

/**
 * How many cells a class activation map has before it is stretched over the picture: [height, width] of the layer's output.
 * @param layer defaults as in {@link mapLayer}
 * @throws LookbookError as {@link mapLayer}
 */
export function mapCells(model: Model, layer?: string): readonly [number, number] {
  const [, height, width] = mapLayer(model, layer).outputShape as [null, number, number, number];
  return [height, width];
}
