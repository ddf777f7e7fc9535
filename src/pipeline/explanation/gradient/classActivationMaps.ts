import {silent} from "../../../core/progress.js";
import type {Model} from "../../model/model.js";
import {receptiveField} from "../../model/receptiveField.js";
import {assertClasses} from "../assertClasses.js";
import {forBatches} from "../batches.js";
import type {ExplainOptions} from "../explainOptions.js";
import {resizeBilinear} from "../resize.js";
import {activationGradients} from "./activationGradients.js";
import {mapLayer} from "./mapLayer.js";
import {type ChannelWeights, weighMaps} from "./weighMaps.js";

/** Options of the methods that weigh the maps of a layer. */
export interface ClassActivationOptions extends ExplainOptions {
  /** Name of the layer to look at, any that puts out maps; {@link mapLayer} says the default. */
  readonly layer?: string;
  /** Pictures in one pass; defaults to 64. */
  readonly batchSize?: number;
}

/**
 * Weighs the maps of a layer. Each position is drawn where its receptive field is centred.
 * @param weightsOf the method
 * @returns [count, height, width] in [0, 1]
 */
export async function classActivationMaps(
  model: Model,
  images: Uint8Array,
  weightsOf: ChannelWeights,
  {classIndices, layer: name, batchSize = 64, progress = silent}: ClassActivationOptions,
): Promise<Float32Array> {
  const count = assertClasses("gradCam", model, {images, classIndices});
  const layer = mapLayer(model, name);
  const [height, width] = model.inputShape;
  const axes = receptiveField(layer);
  const maps = new Float32Array(count * height * width);
  await forBatches(count, {batchSize, task: `explain ${model.name}`, progress}, (rows) => {
    const classes = Array.from(rows, (row) => classIndices[row]!);
    const found = activationGradients(model, {layer, images, rows, classIndices: classes});
    const [, fromHeight, fromWidth, channels] = found.shape;
    const size = fromHeight * fromWidth * channels;
    rows.forEach((row, i) => {
      const part = (values: Float32Array): Float32Array => values.subarray(i * size, (i + 1) * size);
      const activations = part(found.activations);
      const map = weighMaps(activations, weightsOf(activations, part(found.gradients), channels));
      maps.set(resizeBilinear(map, {from: [fromHeight, fromWidth], to: [height, width], axes}), row * height * width);
    });
  });
  return maps;
}
