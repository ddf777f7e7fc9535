import type {layers} from "@tensorflow/tfjs-layers";
import type {Axis} from "./resize.js";

/**
 * Where in the picture a layer looks: position `i` of its output is centred on pixel `offset + stride * i`.
 * Stretching a map evenly over the picture instead would be off by several pixels where a convolution is not padded.
 * Source: A. Araujo, W. Norris, J. Sim, "Computing receptive fields of convolutional neural networks", Distill (2019).
 * @param layer convolution in a network; where branches meet on its way to the input, the first is followed
 * @returns for rows and for columns, in pixels
 */
export function receptiveField(layer: layers.Layer): readonly [rows: Axis, columns: Axis] {
  return [along(layer, 0), along(layer, 1)];
}

function along(layer: layers.Layer, axis: 0 | 1): Axis {
  const {stride, offset} = ownWindow(layer, axis);
  const previous = layer.inboundNodes[0]?.inboundLayers[0];
  if (!previous) return {stride, offset};
  const before = along(previous, axis);
  return {stride: before.stride * stride, offset: before.offset + before.stride * offset};
}

/** A convolution's or a pooling's window, in positions of its input; every other layer looks straight at one position. */
function ownWindow(layer: layers.Layer, axis: 0 | 1): Axis {
  const {kernelSize, poolSize, strides, dilationRate, padding} = layer.getConfig() as Partial<WindowConfig>;
  const size = kernelSize ?? poolSize;
  if (!size || !strides) return {stride: 1, offset: 0};
  const width = (at(size, axis) - 1) * at(dilationRate ?? 1, axis) + 1;
  const stride = at(strides, axis);
  const padded = padding === "same" ? paddingBefore(layer, axis, {width, stride}) : 0;
  return {stride, offset: (width - 1) / 2 - padded};
}

interface WindowConfig {
  readonly kernelSize: number | readonly number[];
  readonly poolSize: number | readonly number[];
  readonly strides: number | readonly number[];
  readonly dilationRate: number | readonly number[];
  readonly padding: string;
}

function paddingBefore(layer: layers.Layer, axis: 0 | 1, window: {width: number; stride: number}): number {
  const [shape] = layer.inboundNodes[0]!.inputShapes as number[][];
  const length = shape![axis + 1]!;
  const outputs = Math.ceil(length / window.stride);
  return Math.floor(Math.max(0, (outputs - 1) * window.stride + window.width - length) / 2);
}

function at(value: number | readonly number[], axis: number): number {
  return typeof value === "number" ? value : value[axis]!;
}
