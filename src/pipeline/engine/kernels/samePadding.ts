import type * as tf from "@tensorflow/tfjs-core";
import {type ConvolutionAttributes, convolutionOf} from "./convolution.js";
import type {WasmKernel} from "./heap.js";

/**
 * A convolution with "same" padding told in numbers. Left to reckon it, the shipped kernels fall below zero where the stride is
 * wider than the filter in one direction only, and give zeros without a word: filter 2 x 1, strides 1 and 2 on a width of 2.
 * @param name Conv2D, FusedConv2D, DepthwiseConv2dNative or FusedDepthwiseConv2D
 */
export function samePadding(name: string, shipped: tf.KernelFunc): WasmKernel {
  const depthwise = name.includes("Depthwise");
  return {
    name,
    run: ({inputs, attrs, backend}) => {
      const given = attrs as ConvolutionAttributes;
      const {x, filter} = inputs as {x: tf.TensorInfo; filter: tf.TensorInfo};
      const padding = paddingOf(x, filter, {given, depthwise}); // refuses filters that do not fit, whatever the padding
      const explicit = given.pad === "same" ? {...given, pad: padding} : given;
      return shipped({inputs: {...inputs}, attrs: explicit as unknown as tf.NamedAttrMap, backend}) as tf.TensorInfo;
    },
  };
}

function paddingOf(
  x: tf.TensorInfo,
  filter: tf.TensorInfo,
  {given, depthwise}: {readonly given: ConvolutionAttributes; readonly depthwise: boolean},
): tf.backend_util.ExplicitPadding {
  const {top, bottom, left, right} = convolutionOf(x.shape, filter.shape, given, depthwise).padInfo;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}
