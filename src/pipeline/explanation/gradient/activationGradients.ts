import * as tf from "@tensorflow/tfjs-core";
import type * as layers from "@tensorflow/tfjs-layers";
import type {Model} from "../../model/model.js";
import {networkOf} from "../../model/network.js";
import {pictureTensor} from "../../model/pictureTensor.js";
import {classScore} from "./classScore.js";

/** What a layer did for a batch, and what it meant for a class each. */
export interface ActivationGradients {
  /** [N, height, width, channels] of the layer's output. */
  readonly shape: readonly [number, number, number, number];
  readonly activations: Float32Array;
  /** d(logit of the class) / d(activations), same shape. */
  readonly gradients: Float32Array;
}

/** Options for {@link activationGradients}. */
export interface ActivationGradientsOptions {
  /** A layer of the model's network that puts out maps. */
  readonly layer: layers.layers.Layer;
  readonly images: Uint8Array;
  /** Which pictures. */
  readonly rows: Int32Array;
  /** One class per row. */
  readonly classIndices: readonly number[];
}

/**
 * Differentiates logits by the output of an inner layer, in whatever graph it stands: a tensor of zeros is added to that output
 * for one pass, and the gradient by the zeros is the gradient by the output. Leaves no tensor.
 */
export function activationGradients(
  model: Model,
  {layer, images, rows, classIndices}: ActivationGradientsOptions,
): ActivationGradients {
  const [, height, width, channels] = layer.outputShape as number[];
  const shape = [rows.length, height!, width!, channels!] as const;
  const call = layer.call;
  let activations = new Float32Array();
  let gradients = new Float32Array();
  try {
    tf.tidy(() => {
      const xs = pictureTensor(images, rows, model.inputShape);
      const score = (zeros: tf.Tensor): tf.Scalar => {
        layer.call = (inputs, kwargs) => {
          const output = call.call(layer, inputs, kwargs) as tf.Tensor;
          activations = (output.dataSync() as Float32Array).slice();
          return tf.add(output, zeros);
        };
        return classScore(networkOf(model).apply(xs) as tf.Tensor2D, classIndices);
      };
      const gradient = tf.grad(score)(tf.zeros([...shape]));
      // Not returned: tidy looks at every number of what it returns, in search of tensors.
      gradients = (gradient.dataSync() as Float32Array).slice();
    });
    return {shape, activations, gradients};
  } finally {
    layer.call = call;
  }
}
