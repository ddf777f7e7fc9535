import * as tf from "@tensorflow/tfjs-core";
import {LookbookError} from "../../../core/errors.js";

type Conv2DInfo = tf.backend_util.Conv2DInfo;

/** What the gradients of a convolution are told; `dilations` comes with this engine's own gradient only. */
export interface ConvolutionAttributes {
  readonly strides: number | [number, number];
  readonly pad: "valid" | "same" | number | tf.backend_util.ExplicitPadding;
  readonly dilations?: number | [number, number] | null;
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
  readonly dataFormat?: "NHWC" | "NCHW";
}

/**
 * Sizes, strides and padding of a convolution.
 * @throws LookbookError `bad-shape` for a filter larger than the padded picture, with which the shipped kernels write past the heap
 * @param filterShape [KH, KW, Cin, Cout], or [KH, KW, Cin, multiplier]
 */
export function convolutionOf(
  inputShape: readonly number[],
  filterShape: readonly number[],
  {strides, pad, dilations, dimRoundingMode, dataFormat = "NHWC"}: ConvolutionAttributes,
  depthwise = false,
): Conv2DInfo {
  if (dataFormat !== "NHWC") {
    throw new LookbookError("bad-option", `the WASM engine trains convolutions in NHWC only, got ${dataFormat}`);
  }
  const info = tf.backend_util.computeConv2DInfo(
    inputShape as [number, number, number, number],
    filterShape as [number, number, number, number],
    strides,
    dilations ?? 1, // null in the gradients of depthwise convolutions
    pad,
    dimRoundingMode,
    depthwise,
  );
  if (info.outHeight < 1 || info.outWidth < 1) {
    const [, height, width] = inputShape;
    throw new LookbookError(
      "bad-shape",
      `convolution: a filter of ${info.effectiveFilterHeight} x ${info.effectiveFilterWidth} does not fit into pictures of ${height} x ${width} with padding ${JSON.stringify(pad)}; pad "same", or use a smaller filter or larger pictures`,
    );
  }
  return info;
}
