import {setImmediate} from "node:timers/promises";
import type * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../core/errors.js";
import {type ProgressFactory, silent} from "../../core/progress.js";
import type {Model} from "../model/model.js";
import {networkOf} from "../model/network.js";
import {pictureCount} from "../model/predict.js";
import {receptiveField} from "../model/receptiveField.js";
import {activationGradients} from "./activationGradients.js";

import {resizeBilinear} from "./resize.js";
import {weighMaps} from "./weighMaps.js";

/** Options for {@link gradCam}. */
export interface GradCamOptions {
  /** The class to explain, one per picture: the answer, or any other. */
  readonly classIndices: ArrayLike<number>;
  /** Name of the convolution to look at; defaults to the last. */
  readonly layer?: string;
  /** Pictures in one pass; defaults to 64. */
  readonly batchSize?: number;
  readonly progress?: ProgressFactory;
}

/**
 * Where in each picture the network found what speaks for a class. Each position of the layer's map is drawn where its
 * receptive field is centred.
 * Source: Selvaraju et al., "Grad-CAM: visual explanations from deep networks via gradient-based localization" (ICCV 2017).
 * @param images [count, height, width, channels], raw grey levels
 * @returns [count, height, width] in [0, 1], each map's maximum being 1 before it is drawn at the picture's size, or all zero where nothing speaks for the class
 * @throws LookbookError `bad-option` for a model without convolution, an unknown layer or class; `bad-shape` for other sizes
 */
export async function gradCam(
  model: Model,
  images: Uint8Array,
  {classIndices, layer: layerName, batchSize = 64, progress = silent}: GradCamOptions,
): Promise<Float32Array> {
  const count = pictureCount(model, images);
  assertClasses(classIndices, count, model);
  const layer = convolutionOf(model, layerName);
  const [height, width] = model.inputShape;
  const axes = receptiveField(layer);
  const maps = new Float32Array(count * height * width);
  const line = progress(`explain ${model.name}`, "images");
  for (let start = 0; start < count; start += batchSize) {
    const rows = Int32Array.from({length: Math.min(batchSize, count - start)}, (_, i) => start + i);
    const classes = Array.from(rows, (row) => classIndices[row]!);
    const found = activationGradients(model, {layer, images, rows, classIndices: classes});
    const [, fromHeight, fromWidth, channels] = found.shape;
    const size = fromHeight * fromWidth * channels;
    rows.forEach((row, i) => {
      const part = (values: Float32Array): Float32Array => values.subarray(i * size, (i + 1) * size);
      const map = weighMaps(part(found.activations), part(found.gradients), channels);
      const placed = resizeBilinear(map, {from: [fromHeight, fromWidth], to: [height, width], axes});
      maps.set(placed, row * height * width);
    });
    line.update(start + rows.length, count);
    await setImmediate(); // timers and signals get their turn
  }
  line.end();
  return maps;
}

/**
 * How many cells a map has before it is stretched over the picture: [height, width] of the convolution's output.
 * @param layer name of the convolution; defaults to the last, as in {@link gradCam}
 * @throws LookbookError `bad-option` for a model without convolution, or an unknown layer
 */
export function mapCells(model: Model, layer?: string): readonly [number, number] {
  const [, height, width] = convolutionOf(model, layer).outputShape as [null, number, number, number];
  return [height, width];
}

function convolutionOf(model: Model, name: string | undefined): tf.layers.Layer {
  const convolutions = networkOf(model).layers.filter((layer) => layer.getClassName().endsWith("Conv2D"));
  const last = convolutions.at(-1);
  if (!last) {
    throw new LookbookError(
      "bad-option",
      `Grad-CAM needs a convolution, and model ${model.name} has none; explain a convolutional model such as shallow-cnn`,
    );
  }
  const found = name === undefined ? last : convolutions.find((layer) => layer.name === name);
  if (found) return found;
  const names = convolutions.map((layer) => layer.name).join(", ");
  throw new LookbookError("bad-option", `model ${model.name} has no convolution "${name}"; it has ${names}`);
}

function assertClasses(classIndices: ArrayLike<number>, count: number, {classCount}: Model): void {
  if (classIndices.length !== count) {
    throw new LookbookError(
      "bad-shape",
      `gradCam: expected one class for each of ${count} pictures, got ${classIndices.length}`,
    );
  }
  const bad = Array.from(classIndices).find((k) => !(Number.isInteger(k) && k >= 0 && k < classCount));
  if (bad !== undefined) {
    throw new LookbookError("bad-option", `gradCam: class indices must lie in 0 to ${classCount - 1}, got ${bad}`);
  }
}
