import * as tf from "@tensorflow/tfjs-core";
import {type ConvolutionAttributes, convolutionOf} from "./convolution.js";
import {addressOf, type KernelCall, sizeOf, type WasmKernel} from "./heap.js";
import {isPointwise, pointwiseConvolution} from "./pointwise.js";
import {type Epilogue, winogradConvolution} from "./winograd/convolution.js";
import {suitsWinograd} from "./winograd/winograd.js";

/**
 * Convolution; most 3x3 ones take a third of the multiplications by Winograd's way, 1x1 ones are matrix products, the others are
 * left to `fallback`.
 * Takes x [N, H, W, Cin] and filter [KH, KW, Cin, Cout] to [N, OH, OW, Cout].
 */
export function conv2d(fallback: WasmKernel): WasmKernel {
  return {name: tf.Conv2D, run: (call) => convolve(call, {least: -Infinity, most: Infinity}) ?? fallback.run(call)};
}

/** Convolution with a bias and an activation; as {@link conv2d}. */
export function fusedConv2d(fallback: WasmKernel): WasmKernel {
  return {
    name: tf.FusedConv2D,
    run: (call) => {
      const {activation = "linear"} = call.attrs as {activation?: string};
      const {bias} = call.inputs as {bias?: tf.TensorInfo};
      const limits = activationLimits[activation];
      const simple = limits !== undefined && (!bias || sizeOf(bias.shape) === call.inputs["filter"]!.shape[3]);
      return (simple ? convolve(call, {...limits, ...(bias && {bias})}) : undefined) ?? fallback.run(call);
    },
  };
}

/** Activations that only cut off. */
const activationLimits: Readonly<Record<string, Epilogue>> = {
  linear: {least: -Infinity, most: Infinity},
  relu: {least: 0, most: Infinity},
  relu6: {least: 0, most: 6},
};

/** Undefined where neither Winograd's way nor a matrix product applies. */
function convolve({inputs, attrs, backend}: KernelCall, epilogue: Epilogue): tf.TensorInfo | undefined {
  const {x, filter} = inputs as {x: tf.TensorInfo; filter: tf.TensorInfo};
  const info = convolutionOf(x.shape, filter.shape, attrs as ConvolutionAttributes);
  const plain = !epilogue.bias && epilogue.least === -Infinity && epilogue.most === Infinity;
  if (plain && isPointwise(info)) return pointwiseConvolution(backend, info, {x, filter});
  if (!suitsWinograd(info)) return undefined;
  const out = backend.makeOutput(info.outShape, "float32");
  const channel = 4 * info.outChannels;
  const column = info.inChannels * channel;
  const place = {address: addressOf(backend, filter), row: 3 * column, column, channel};
  winogradConvolution(backend, info, {x, filter: place, out, ...(!plain && {epilogue})});
  return out;
}
