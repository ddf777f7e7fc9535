import type {Model} from "../../model/model.js";
import type {ExplainOptions} from "../explainOptions.js";
import {assertSamples, usualSamples} from "./assertSamples.js";
import {byHiding, type HidingExplanation, mapsOf} from "./byHiding.js";
import type {HidingOptions} from "./pictureGame.js";
import {shapleyRegression} from "./shapleyRegression.js";

/** Options for {@link kernelShap}. */
export interface KernelShapOptions extends ExplainOptions, HidingOptions {
  /**
   * Pictures with superpixels hidden that the model is asked about, for each picture, at least 2 for each superpixel; beside them the
   * picture as it is, and with everything hidden. Defaults to 256. Where all combinations are no more than that, the values are exact.
   */
  readonly samples?: number;
}

/**
 * KernelSHAP: Shapley values of the superpixels. They sum to what the network says of the picture above what it says where everything is
 * hidden. A pixel's relevance is the value of its superpixel, divided by its pixels.
 * Source: Lundberg, Lee, "A unified approach to interpreting model predictions" (NeurIPS 2017).
 * @param images [count, height, width, channels], raw grey levels
 * @returns [count, height, width], in logits
 * @throws LookbookError `bad-option` for an unknown class or fewer samples than two for each superpixel; `bad-shape` for other sizes
 */
export async function kernelShap(model: Model, images: Uint8Array, options: KernelShapOptions): Promise<Float32Array> {
  return mapsOf(await kernelShapExplanations(model, images, options));
}

/** Like {@link kernelShap}, with the values of the superpixels. */
export async function kernelShapExplanations(
  model: Model,
  images: Uint8Array,
  options: KernelShapOptions,
): Promise<readonly HidingExplanation[]> {
  const {samples = usualSamples} = options;
  assertSamples("kernelShap", samples);
  return byHiding("kernelShap", ({game}, random) => shapleyRegression(game, {samples, random}), {
    model,
    images,
    options,
  });
}
