import * as tf from "@tensorflow/tfjs-core";
import type {Model} from "../../model/model.js";
import {networkOf} from "../../model/network.js";
import {pictureTensor} from "../../model/pictureTensor.js";
import {classScore} from "./classScore.js";

/** Options for {@link logitGradients}. */
export interface LogitGradientsOptions {
  /** One class per picture. */
  readonly classIndices: readonly number[];
}

/**
 * How a class's logit rises with each grey level of a picture; the normalisation is part of the network, so it is per grey level.
 * Leaves no tensor.
 * @param images [N, height, width, channels], grey levels, whole or in between
 * @returns d(logit of the class) / d(grey level), same shape
 */
export function logitGradients(
  model: Model,
  images: Uint8Array | Float32Array,
  {classIndices}: LogitGradientsOptions,
): Float32Array {
  let gradients = new Float32Array();
  tf.tidy(() => {
    const rows = Int32Array.from(classIndices, (_, i) => i);
    const xs = pictureTensor(images, rows, model.inputShape);
    const score = (pictures: tf.Tensor): tf.Scalar =>
      classScore(networkOf(model).apply(pictures) as tf.Tensor2D, classIndices);
    // Not returned: tidy looks at every number of what it returns, in search of tensors.
    gradients = (tf.grad(score)(xs).dataSync() as Float32Array).slice();
  });
  return gradients;
}
