import type * as tf from "@tensorflow/tfjs-layers";
import {LookbookError} from "../../../core/errors.js";
import {type ProgressFactory, silent} from "../../../core/progress.js";
import type {RungName} from "../../engine/engine.js";
import {currentEngine} from "../../engine/openEngine.js";
import {openExtractor} from "../../model/extractor.js";
import type {Model} from "../../model/model.js";
import {networkOf} from "../../model/network.js";
import {pictureCount} from "../../model/predict.js";
import type {Points} from "./points.js";

/** Options for {@link penultimateFeatures}. */
export interface PenultimateOptions {
  /** Defaults to the engine that is open. */
  readonly engine?: RungName;
  /** Threads; 0 computes on the calling thread, where the engine has to be open. Defaults to 0. They change no bit. */
  readonly workers?: number;
  readonly progress?: ProgressFactory;
  /** Ends it between two batches. */
  readonly signal?: AbortSignal;
}

/**
 * What a network has made of pictures before it decides: the numbers that go into its last dense layer. Every answer is a linear function
 * of them, so they are the space in which the network tells the classes apart.
 * @param images [count, height, width, channels], raw grey levels
 * @returns a point for each picture
 * @throws LookbookError `bad-option` for a model without dense layer, `bad-shape` for other sizes, `no-engine`, `interrupted`
 */
export async function penultimateFeatures(
  model: Model,
  images: Uint8Array | Float32Array,
  {engine, workers = 0, progress = silent, signal}: PenultimateOptions = {},
): Promise<Points> {
  const count = pictureCount(model, images);
  const named = engine ?? currentEngine()?.name;
  if (named === undefined) {
    throw new LookbookError(
      "no-engine",
      "penultimateFeatures needs an engine; call openEngine() before it, or name one",
    );
  }
  const extractor = await openExtractor(model, {layer: penultimateLayer(model), engine: named, workers, batchSize});
  try {
    const values = await extractor.run(images, {progress, ...(signal && {signal})});
    return {values, count, width: extractor.outputShape.reduce((a, b) => a * b, 1)};
  } finally {
    await extractor.dispose();
  }
}

/** Of small pictures: the last bits may depend on it, so it is no option. */
const batchSize = 250;

/** Name of the layer before the last dense one. @throws LookbookError `bad-option` for a model without dense layer */
export function penultimateLayer(model: Model): string {
  const last = networkOf(model)
    .layers.filter((layer) => layer.getClassName() === "Dense")
    .at(-1);
  if (!last) {
    throw new LookbookError(
      "bad-option",
      `model ${model.name} has no dense layer, and so no features before its decision`,
    );
  }
  return (last.input as tf.SymbolicTensor).sourceLayer.name;
}
