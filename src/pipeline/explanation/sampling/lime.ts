import {LookbookError} from "../../../core/errors.js";
import type {Model} from "../../model/model.js";
import type {ExplainOptions} from "../explainOptions.js";
import {assertSamples, usualSamples} from "./assertSamples.js";
import {byHiding, type HidingExplanation, mapsOf} from "./byHiding.js";
import {localLinearFit} from "./localLinearFit.js";
import type {HidingOptions} from "./pictureGame.js";

/** Options for {@link lime}. */
export interface LimeOptions extends ExplainOptions, HidingOptions {
  /** Pictures with superpixels hidden that the model is asked about, for each picture; more than superpixels. Defaults to 256. */
  readonly samples?: number;
  /** Width of the kernel over the cosine distance, above 0; defaults to 0.25, as in the package `lime`. */
  readonly kernelWidth?: number;
  /** Ridge penalty, above 0; defaults to 1, as in the package `lime`. */
  readonly penalty?: number;
}

/**
 * LIME: a linear model of what the network says of a picture with superpixels hidden at random, weighed by how much is left of the picture.
 * A pixel's relevance is the coefficient of its superpixel, divided by its pixels.
 * Source: Ribeiro, Singh, Guestrin, "Why should I trust you?" (KDD 2016).
 * @param images [count, height, width, channels], raw grey levels
 * @returns [count, height, width], in logits
 * @throws LookbookError `bad-option` for an unknown class, no more samples than superpixels, a width or penalty that is not above 0; `bad-shape` for other sizes
 */
export async function lime(model: Model, images: Uint8Array, options: LimeOptions): Promise<Float32Array> {
  return mapsOf(await limeExplanations(model, images, options));
}

/** Like {@link lime}, with the coefficients and how well the linear model fits: the weighted R². */
export async function limeExplanations(
  model: Model,
  images: Uint8Array,
  options: LimeOptions,
): Promise<readonly HidingExplanation[]> {
  const {samples = usualSamples, kernelWidth = 0.25, penalty = 1} = options;
  for (const [name, value] of Object.entries({kernelWidth, penalty})) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new LookbookError("bad-option", `lime: ${name} must be a number above 0, got ${value}`);
    }
  }
  assertSamples("lime", samples);
  return byHiding("lime", ({game}, random) => localLinearFit(game, {samples, kernelWidth, penalty, random}), {
    model,
    images,
    options,
  });
}
