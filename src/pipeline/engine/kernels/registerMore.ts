import * as tf from "@tensorflow/tfjs-core";
import {dilatedGradient} from "./dilatedGradient.js";
import {einsum, einsumGradient} from "./einsum.js";
import type {WasmKernel} from "./heap.js";
import {leakyRelu} from "./leakyRelu.js";
import {maxGrad, maxGradient} from "./maxGrad.js";
import {mirrorPadGrad, mirrorPadGradient} from "./mirrorPadGrad.js";
import {prelu} from "./prelu.js";
import {leakyReluGradient, preluGradient, relu6Gradient} from "./rectifierGradients.js";
import {resizeBilinearGrad, resizeNearestGrad} from "./resizeGrad.js";
import {standardiseRows, standardiseRowsGrad, standardiseRowsGradient} from "./standardiseRows.js";
import {summedGradient} from "./summedGradient.js";
import {wholePadding} from "./wholePadding.js";

/**
 * What is registered after the kernels that training leans on most: the rarer operators, and wrappers around what stands already.
 * @param registered the kernel of that name as it is now
 */
export function moreKernels(registered: (name: string) => tf.KernelFunc): WasmKernel[] {
  return [
    einsum,
    maxGrad,
    mirrorPadGrad,
    resizeBilinearGrad,
    resizeNearestGrad,
    standardiseRows,
    standardiseRowsGrad,
    leakyRelu(registered(tf.LeakyRelu)),
    prelu(registered(tf.Prelu)),
    ...wholePadding(registered),
  ];
}

/** How the rarer operators' gradients are made out of the shipped ones; a shipped one may be missing. */
export const moreGradients: Readonly<Record<string, (shipped: tf.GradConfig) => tf.GradConfig>> = {
  [tf.DepthwiseConv2dNative]: (shipped) =>
    dilatedGradient(shipped, {
      input: tf.DepthwiseConv2dNativeBackpropInput,
      filter: tf.DepthwiseConv2dNativeBackpropFilter,
    }),
  [tf.Einsum]: () => einsumGradient,
  [standardiseRows.name]: () => standardiseRowsGradient,
  [tf.Max]: maxGradient,
  [tf.Relu6]: relu6Gradient,
  [tf.LeakyRelu]: leakyReluGradient,
  [tf.Prelu]: preluGradient,
  [tf.MirrorPad]: mirrorPadGradient,
  [tf.Maximum]: summedGradient,
  [tf.Minimum]: summedGradient,
  [tf.SquaredDifference]: summedGradient,
};
