import type {BackendWasm} from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import {eachWidth, reducedRows} from "./channels.js";
import {addressOf, callShipped, floatsOf, sizeOf, type WasmKernel} from "./heap.js";

/**
 * Batch normalisation with the statistics of its own batch (Ioffe, Szegedy, "Batch Normalization", 2015): y = (x - mean) /
 * sqrt(variance + epsilon) * scale + offset over all but the last dimension.
 * Takes x [.., C], scale [C] and offset [C] to y [.., C], mean [C] and variance [C] (of the population).
 */
export const batchNormTraining: WasmKernel = {
  name: "BatchNormTraining",
  run: ({inputs, attrs, backend}) => {
    const {x, scale, offset} = inputs as {x: tf.TensorInfo; scale?: tf.TensorInfo; offset?: tf.TensorInfo};
    const {epsilon} = attrs as {epsilon: number};
    const rows = sizeOf(x.shape) / x.shape.at(-1)!;
    const mean = reducedRows(backend, "columnSum", {a: x});
    divide(floatsOf(backend, mean), rows);
    const variance = reducedRows(backend, "columnSquares", {a: x, shift: mean});
    divide(floatsOf(backend, variance), rows);
    const y = normalised(backend, {x, mean, variance, ...(scale && {scale}), ...(offset && {offset}), epsilon});
    return [y, mean, variance];
  },
};

/**
 * The gradients of {@link batchNormTraining}, in two passes over the pictures (section 3 of the paper).
 * Takes dy and x [.., C], mean, variance and scale [C] to those of x [.., C], scale [C] and offset [C].
 */
export const batchNormTrainingGrad: WasmKernel = {
  name: "BatchNormTrainingGrad",
  run: ({inputs, attrs, backend}) => {
    const {dy, x, mean, variance, scale} = inputs as Record<"dy" | "x" | "mean" | "variance", tf.TensorInfo> & {
      scale?: tf.TensorInfo;
    };
    const {epsilon} = attrs as {epsilon: number};
    const channels = x.shape.at(-1)!;
    const rows = sizeOf(x.shape) / channels;
    const dOffset = reducedRows(backend, "columnSum", {a: dy});
    const dot = reducedRows(backend, "columnDot", {a: dy, b: x, shift: mean});
    const coefficients = backend.makeOutput([3, channels], "float32");
    const dx = backend.makeOutput([...x.shape], "float32");
    // No allocation from here on: the views stay valid.
    const [means, variances, dots, totals] = [mean, variance, dot, dOffset].map((t) => floatsOf(backend, t)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const scales = scale && floatsOf(backend, scale);
    const rowsOf = floatsOf(backend, coefficients);
    for (let c = 0; c < channels; c++) {
      const inverse = 1 / Math.sqrt(variances[c]! + epsilon);
      const factor = inverse * (scales?.[c] ?? 1);
      const slope = (-factor * inverse * inverse * dots[c]!) / rows;
      rowsOf[c] = factor;
      rowsOf[channels + c] = slope;
      rowsOf[2 * channels + c] = (-factor * totals[c]!) / rows - slope * means[c]!;
      dots[c] = dots[c]! * inverse;
    }
    const row = 4 * channels;
    const factors = addressOf(backend, coefficients);
    const [a, b, out] = [addressOf(backend, dy), addressOf(backend, x), addressOf(backend, dx)];
    eachWidth(backend, "affineSumColumns", channels, (loop, {start, count, rest}) => {
      const [f, s, o] = [factors + start, factors + row + start, factors + 2 * row + start];
      loop(a + start, f, b + start, s, o, out + start, rows, count, rest);
    });
    backend.disposeData(coefficients.dataId);
    return [dx, dot, dOffset];
  },
};

/** Batch normalisation with given statistics, in one pass; as TensorFlow.js's FusedBatchNorm on channels [C]. */
export function fusedBatchNorm(shipped: tf.KernelFunc): WasmKernel {
  return {
    name: tf.FusedBatchNorm,
    run: (call) => {
      const {inputs, attrs, backend} = call;
      const {x, mean, variance, scale, offset} = inputs as {
        x: tf.TensorInfo;
        mean: tf.TensorInfo;
        variance: tf.TensorInfo;
        scale?: tf.TensorInfo;
        offset?: tf.TensorInfo;
      };
      const simple = [mean, variance, scale, offset].every((t) => !t || t.shape.length === 1);
      if (!simple || sizeOf(x.shape) === 0) return callShipped(shipped, call);
      const {varianceEpsilon: epsilon} = attrs as {varianceEpsilon: number};
      return normalised(backend, {x, mean, variance, ...(scale && {scale}), ...(offset && {offset}), epsilon});
    },
  };
}

/** The gradient that goes with {@link batchNormTraining}. */
export const batchNormTrainingGradient: tf.GradConfig = {
  kernelName: batchNormTraining.name,
  inputsToSave: ["x", "scale"],
  outputsToSave: [false, true, true],
  gradFunc: (gradients, saved, attrs) => {
    const [dy] = gradients as tf.Tensor[];
    const [x, scale, mean, variance] = saved as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const inputs = {dy: dy!, x, scale, mean, variance};
    const [dx, dScale, dOffset] = tf
      .engine()
      .runKernel(batchNormTrainingGrad.name, inputs, attrs as tf.NamedAttrMap) as unknown as tf.Tensor[];
    return {x: () => dx!, scale: () => dScale!, offset: () => dOffset!};
  },
};

interface Normalisation {
  readonly x: tf.TensorInfo;
  readonly mean: tf.TensorInfo;
  readonly variance: tf.TensorInfo;
  readonly scale?: tf.TensorInfo;
  readonly offset?: tf.TensorInfo;
  readonly epsilon: number;
}

function normalised(backend: BackendWasm, {x, mean, variance, scale, offset, epsilon}: Normalisation): tf.TensorInfo {
  const channels = x.shape.at(-1)!;
  const coefficients = backend.makeOutput([2, channels], "float32");
  const y = backend.makeOutput([...x.shape], "float32");
  const view = (tensor: tf.TensorInfo | undefined): Float32Array | undefined => tensor && floatsOf(backend, tensor);
  const [means, variances, scales, offsets] = [view(mean)!, view(variance)!, view(scale), view(offset)];
  const rowsOf = view(coefficients)!;
  for (let c = 0; c < channels; c++) {
    const factor = (scales?.[c] ?? 1) / Math.sqrt(variances[c]! + epsilon);
    rowsOf[c] = factor;
    rowsOf[channels + c] = (offsets?.[c] ?? 0) - means[c]! * factor;
  }
  const factors = addressOf(backend, coefficients);
  const [from, to] = [addressOf(backend, x), addressOf(backend, y)];
  const rows = sizeOf(x.shape) / channels;
  eachWidth(backend, "affineColumns", channels, (loop, {start, count, rest}) => {
    loop(from + start, factors + start, factors + 4 * channels + start, to + start, rows, count, rest);
  });
  backend.disposeData(coefficients.dataId);
  return y;
}

function divide(values: Float32Array, by: number): void {
  for (let i = 0; i < values.length; i++) values[i] = values[i]! / by;
}
