import type {Value} from "../graphWriter.js";
import {inputOf, type LayerCall, refused, type Translator, weightOf} from "./layerCall.js";

/** BatchNormalization with the moving statistics; a runtime folds it into a convolution before it. */
export const batchNormalisation: Translator = (call) => {
  const x = inputOf(call);
  const {graph, config} = call;
  const channels = onLastAxis(call, Number(config["axis"] ?? -1));
  const epsilon = Number(config["epsilon"] ?? 1e-3);
  const weights = {
    scale: weightOf(call, "gamma")?.values ?? new Float32Array(channels).fill(1),
    shift: weightOf(call, "beta")?.values ?? new Float32Array(channels),
    mean: weightOf(call, "moving_mean")!.values,
    variance: weightOf(call, "moving_variance")!.values,
  };
  if (x.shape.length === 4) {
    const {scale, shift, mean, variance} = weights;
    const constants = [scale, shift, mean, variance].map((values) => graph.constant(values));
    return graph.emit("BatchNormalization", [graph.channelsFirst(x), ...constants], {
      attributes: {epsilon: {float: epsilon}},
    });
  }
  const factor = weights.scale.map((scale, i) => scale / Math.sqrt(weights.variance[i]! + epsilon));
  const offset = weights.shift.map((shift, i) => shift - weights.mean[i]! * factor[i]!);
  return affine(call, x, {factor, offset});
};

/** LayerNormalization over the last axis. */
export const layerNormalisation: Translator = (call) => {
  const {graph, config} = call;
  const x = graph.channelsLast(inputOf(call));
  const axes = [config["axis"] ?? -1].flat() as number[];
  if (axes.length !== 1) throw refused(call, `axis [${axes.join(", ")}]`, "the last axis");
  const size = onLastAxis(call, axes[0]!);
  const scale = weightOf(call, "gamma")?.values ?? new Float32Array(size).fill(1);
  const shift = weightOf(call, "beta")?.values ?? new Float32Array(size);
  return graph.emit("LayerNormalization", [x, graph.constant(scale), graph.constant(shift)], {
    attributes: {axis: -1, epsilon: {float: Number(config["epsilon"] ?? 1e-3)}},
  });
};

/** Keras' Normalization, by the mean and the variance of every channel. */
export const normalisation: Translator = (call) => {
  const x = inputOf(call);
  const mean = weightOf(call, "mean")!.values;
  const factor = weightOf(call, "variance")!.values.map((variance) => 1 / Math.max(Math.sqrt(variance), 1e-7));
  return affine(call, x, {factor, offset: mean.map((value, channel) => -value * factor[channel]!)});
};

/** Rescaling: x times scale plus offset. */
export const rescaling: Translator = (call) =>
  affine(call, inputOf(call), {
    factor: Float32Array.of(Number(call.config["scale"])),
    offset: Float32Array.of(Number(call.config["offset"] ?? 0)),
  });

/** x times factor plus offset, a channel at a time or for all alike; what does nothing is left out. */
function affine({graph}: LayerCall, x: Value, {factor, offset}: {factor: Float32Array; offset: Float32Array}): Value {
  // A number without dimensions: against [1], onnxruntime goes through a grey picture pixel by pixel, ten times slower.
  const channels = x.isChannelsFirst ? [factor.length, 1, 1] : [factor.length];
  const constant = (values: Float32Array): string => graph.constant(values, values.length === 1 ? [] : channels);
  const scaled = factor.every((n) => n === 1) ? x : graph.emit("Mul", [x, constant(factor)]);
  return offset.every((n) => n === 0) ? scaled : graph.emit("Add", [scaled, constant(offset)]);
}

/** @returns the size of the last axis */
function onLastAxis(call: LayerCall, axis: number): number {
  const {shape} = inputOf(call);
  if (axis !== -1 && axis !== shape.length - 1) throw refused(call, `axis ${axis}`, "the last axis");
  return shape.at(-1)!;
}
