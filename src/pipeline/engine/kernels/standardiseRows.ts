import * as tf from "@tensorflow/tfjs-core";
import {floatsOf, type WasmKernel} from "./heap.js";

/**
 * (x - mean) / sqrt(variance + epsilon) of each row, in one go. Takes x [.., C] to [.., C]; sums in double precision.
 * Layer normalisation (Ba, Kiros, Hinton 2016) is this, scaled and shifted.
 */
export const standardiseRows: WasmKernel = {
  name: "StandardiseRows",
  run: ({inputs, attrs, backend}) => {
    const x = inputs["x"]!;
    const {epsilon} = attrs as {epsilon: number};
    const output = backend.makeOutput([...x.shape], "float32");
    const [from, to] = [floatsOf(backend, x), floatsOf(backend, output)];
    const width = x.shape.at(-1)!;
    for (let start = 0; start < from.length; start += width) {
      const mean = meanOf(from, start, width);
      const scale = inverseDeviation(from, {start, width, mean, epsilon});
      for (let i = start; i < start + width; i++) to[i] = (from[i]! - mean) * scale;
    }
    return output;
  },
};

/** dx = (dy - mean(dy) - y mean(dy y)) / deviation, row by row. Takes dy, x and the output y, all of one shape, to that shape. */
export const standardiseRowsGrad: WasmKernel = {
  name: "StandardiseRowsGrad",
  run: ({inputs, attrs, backend}) => {
    const {dy, x, y} = inputs as {dy: tf.TensorInfo; x: tf.TensorInfo; y: tf.TensorInfo};
    const {epsilon} = attrs as {epsilon: number};
    const output = backend.makeOutput([...x.shape], "float32");
    const [gradient, from, standard, to] = [dy, x, y, output].map((tensor) => floatsOf(backend, tensor)) as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    const width = x.shape.at(-1)!;
    for (let start = 0; start < from.length; start += width) {
      const mean = meanOf(from, start, width);
      const scale = inverseDeviation(from, {start, width, mean, epsilon});
      let [sum, dot] = [0, 0];
      for (let i = start; i < start + width; i++) {
        sum += gradient[i]!;
        dot += gradient[i]! * standard[i]!;
      }
      const [shift, slope] = [sum / width, dot / width];
      for (let i = start; i < start + width; i++) to[i] = (gradient[i]! - shift - standard[i]! * slope) * scale;
    }
    return output;
  },
};

function meanOf(values: Float32Array, start: number, width: number): number {
  let sum = 0;
  for (let i = start; i < start + width; i++) sum += values[i]!;
  return sum / width;
}

function inverseDeviation(
  values: Float32Array,
  {start, width, mean, epsilon}: {start: number; width: number; mean: number; epsilon: number},
): number {
  let squares = 0;
  for (let i = start; i < start + width; i++) squares += (values[i]! - mean) ** 2;
  return 1 / Math.sqrt(squares / width + epsilon);
}

/** The gradient of {@link standardiseRows}, which other engines have not. */
export const standardiseRowsGradient: tf.GradConfig = {
  kernelName: standardiseRows.name,
  inputsToSave: ["x"],
  outputsToSave: [true],
  gradFunc: (dy, [x, y], attrs) => ({
    x: () => tf.engine().runKernel(standardiseRowsGrad.name, {dy: dy as tf.Tensor, x: x!, y: y!}, attrs),
  }),
};
