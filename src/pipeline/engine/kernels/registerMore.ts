import * as tf from "@tensorflow/tfjs-core";
import {depthwiseGradient} from "./depthwiseGradient.js";
import type {WasmKernel} from "./heap.js";
import {wholePadding} from "./wholePadding.js";

/**
 * What is registered after the kernels that training leans on most: the rarer operators, and wrappers around what stands already.
 * @param registered the kernel of that name as it is now
 */
export function moreKernels(registered: (name: string) => tf.KernelFunc): WasmKernel[] {
  return [...wholePadding(registered)];
}

/** How the rarer operators' gradients are made out of the shipped ones; a shipped one may be missing. */
export const moreGradients: Readonly<Record<string, (shipped: tf.GradConfig) => tf.GradConfig>> = {
  [tf.DepthwiseConv2dNative]: depthwiseGradient,
};
