import type {OnnxAttribute} from "../graph.js";
import type {LayerShape} from "../graphWriter.js";

/** A window that slides over a picture. */
export interface Window {
  /** [height, width]. */
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padding: string;
}

/** Reads strides, dilation and padding from a layer's configuration, where one number may stand for two. */
export function windowOf(config: Readonly<Record<string, unknown>>, kernel: readonly number[]): Window {
  return {
    kernel,
    strides: pair(config["strides"] ?? kernel),
    dilations: pair(config["dilationRate"] ?? 1),
    padding: String(config["padding"]),
  };
}

/** One number for height and width, or one each. */
export function pair(value: unknown): readonly number[] {
  return Array.isArray(value) ? (value.length === 1 ? [value[0], value[0]] : value) : [Number(value), Number(value)];
}

/** The window as attributes of Conv, MaxPool or AveragePool over a picture of that shape. */
export function windowAttributes(
  {kernel, strides, dilations, padding}: Window,
  [, height, width]: LayerShape,
): Record<string, OnnxAttribute> {
  const attributes = {kernel_shape: kernel, strides, dilations};
  if (padding === "valid") return attributes;
  const pads = [height!, width!].map((size, i) =>
    samePads(size, kernel[i]!, {stride: strides[i]!, dilation: dilations[i]!}),
  );
  if (pads.some((pad) => pad === undefined)) return {...attributes, auto_pad: "SAME_UPPER"};
  const [[top, bottom], [left, right]] = pads as [[number, number], [number, number]];
  return {...attributes, pads: [top, left, bottom, right]};
}

/**
 * TensorFlow's "same": the output is the input over the stride, rounded up, and an odd pixel of padding goes behind.
 * @returns [before, behind], undefined where it depends on an unknown size
 */
function samePads(
  size: number | null,
  kernel: number,
  {stride, dilation}: {stride: number; dilation: number},
): [number, number] | undefined {
  const reach = (kernel - 1) * dilation + 1;
  if (size === null && stride > 1) return undefined;
  const total = size === null ? reach - 1 : Math.max(0, (Math.ceil(size / stride) - 1) * stride + reach - size);
  const before = Math.floor(total / 2);
  return [before, total - before];
}
