import type * as tf from "@tensorflow/tfjs-core";
import {type ConvolutionAttributes, convolutionOf} from "./convolution.js";
import type {KernelCall} from "./heap.js";
import {type PoolAttributes, poolOf} from "./pool.js";

/**
 * A convolution or pooling whose output size is rounded up, told as one with as much more padding behind the last row and column
 * as the last window needs. The shipped kernels round down whatever they are told and write rows of a wrong length, and
 * TensorFlow.js's gradients are not told at all: they know it from the size of dy.
 * @param name of the kernel, forward or gradient
 * @returns the attributes to call the kernel with
 */
export function roundedUp(name: string, inputs: KernelCall["inputs"], attrs: tf.NamedAttrMap): tf.NamedAttrMap {
  const {dimRoundingMode} = attrs as {dimRoundingMode?: string};
  const {dy} = inputs;
  if (!dy && dimRoundingMode !== "ceil" && dimRoundingMode !== "round") return attrs;
  const info = infoOf(name, inputs, attrs);
  const [, height = 0, width = 0] = dy?.shape ?? [0, info.outHeight, info.outWidth];
  if (dy && height === info.outHeight && width === info.outWidth) return attrs;
  const {top, bottom, left, right} = info.padInfo;
  const below = (height - 1) * info.strideHeight + info.effectiveFilterHeight - info.inHeight - top;
  const behind = (width - 1) * info.strideWidth + info.effectiveFilterWidth - info.inWidth - left;
  const none = [0, 0];
  const pad = [none, [top, Math.max(bottom, below)], [left, Math.max(right, behind)], none];
  return {...attrs, pad, dimRoundingMode: "floor"};
}

function infoOf(name: string, inputs: KernelCall["inputs"], attrs: tf.NamedAttrMap): tf.backend_util.Conv2DInfo {
  const {x, input, filter} = inputs;
  const {inputShape, filterShape} = attrs as {inputShape?: number[]; filterShape?: number[]};
  const shape = inputShape ?? (x ?? input)!.shape;
  if (name.includes("Pool")) return poolOf(shape, attrs as unknown as PoolAttributes);
  const kernel = filterShape ?? filter!.shape;
  return convolutionOf(shape, kernel, attrs as unknown as ConvolutionAttributes, name.includes("Depthwise"));
}
