import type {Value} from "../graphWriter.js";
import {activate} from "./activation.js";
import {type LayerCall, pictureOf, type Translator, type Weight, weightOf} from "./layerCall.js";
import {type Window, windowAttributes, windowOf} from "./window.js";

/** Conv2D. */
export const convolution: Translator = (call) => {
  const kernel = weightOf(call, "kernel")!;
  return activate(call, convolve(call, pictureOf(call), {kernel: filtersFirst(kernel), window: over(call, kernel)}));
};

/** DepthwiseConv2D: every channel has its own filters. As in TensorFlow.js, the layer's dilation has no effect. */
export const depthwiseConvolution: Translator = (call) => {
  const kernel = weightOf(call, "depthwise_kernel")!;
  const window: Window = {...over(call, kernel), dilations: [1, 1]};
  const x = pictureOf(call);
  return activate(call, convolve(call, x, {kernel: channelsFirst(kernel), window, group: kernel.shape[2]!}));
};

/** SeparableConv2D: a depthwise convolution, then one of 1 x 1 with the bias. */
export const separableConvolution: Translator = (call) => {
  const depthwise = weightOf(call, "depthwise_kernel")!;
  const pointwise = weightOf(call, "pointwise_kernel")!;
  const spread = convolve(call, pictureOf(call), {
    kernel: channelsFirst(depthwise),
    window: over(call, depthwise),
    group: depthwise.shape[2]!,
    hasBias: false,
  });
  return activate(call, convolve(call, spread, {kernel: filtersFirst(pointwise), window: point}));
};

/** A 1 x 1 convolution without padding. */
export const point: Window = {kernel: [1, 1], strides: [1, 1], dilations: [1, 1], padding: "valid"};

/** What {@link convolve} needs to know. */
export interface Convolution {
  /** [filters, channels / group, height, width]. */
  readonly kernel: Weight;
  readonly window: Window;
  /** Defaults to 1. */
  readonly group?: number;
  /** Whether the layer's bias, where it has one, is added here; defaults to true. */
  readonly hasBias?: boolean;
}

/** Writes a convolution with constant weights. */
export function convolve(call: LayerCall, x: Value, {kernel, window, group = 1, hasBias = true}: Convolution): Value {
  const {graph, outputShape} = call;
  const bias = hasBias ? weightOf(call, "bias") : undefined;
  const constants = [kernel, ...(bias ? [bias] : [])].map(({values, shape}) => graph.constant(values, shape));
  const attributes = {...windowAttributes(window, x.shape), ...(group > 1 && {group})};
  return graph.emit("Conv", [x, ...constants], {shape: outputShape, attributes});
}

function over({config}: LayerCall, {shape}: Weight): Window {
  return windowOf(config, shape.slice(0, 2));
}

/** [height, width, channels, filters] to [filters, channels, height, width]. */
export function filtersFirst({shape, values}: Weight): Weight {
  const [height, width, channels, filters] = shape as [number, number, number, number];
  const area = height * width;
  const moved = new Float32Array(values.length);
  for (let at = 0, pixel = 0; pixel < area; pixel++) {
    for (let c = 0; c < channels; c++) {
      for (let f = 0; f < filters; f++) moved[(f * channels + c) * area + pixel] = values[at++]!;
    }
  }
  return {shape: [filters, channels, height, width], values: moved};
}

/** [height, width, channels, multiplier] to [channels x multiplier, 1, height, width]. */
function channelsFirst({shape, values}: Weight): Weight {
  const [height, width, channels, multiplier] = shape as [number, number, number, number];
  return filtersFirst({shape: [height, width, 1, channels * multiplier], values});
}
