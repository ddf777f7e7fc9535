import * as tf from "@tensorflow/tfjs-core";
import type {LayersModel} from "@tensorflow/tfjs-layers";
import {expect} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {type ExportOnnxOptions, exportGraph} from "../../../../src/pipeline/engine/onnx/exportOnnx.js";
import {encodeModel} from "../../../../src/pipeline/engine/onnx/graph.js";
import type {OnnxRuntime} from "../../../../src/pipeline/engine/onnx/runtime.js";

/** Draws every weight, so that none hides behind a zero or a one; what must be positive is. */
export function drawWeights(model: LayersModel, seed: number): void {
  const random = seeded(seed);
  for (const weight of model.weights) {
    const shape = weight.shape.map((n) => n!);
    const isPositive = /variance|gamma/.test(weight.originalName);
    const values = Float32Array.from({length: shape.reduce((a, b) => a * b, 1)}, () =>
      isPositive ? random.between(0.3, 2) : random.between(-1, 1),
    );
    const tensor = tf.tensor(values, shape);
    weight.write(tensor);
    tensor.dispose();
  }
}

/** Numbers between -3 and 3. */
export function drawInput(shape: readonly number[], seed: number): Float32Array {
  const random = seeded(`input ${seed}`);
  return Float32Array.from({length: shape.reduce((a, b) => a * b, 1)}, () => random.between(-3, 3));
}

/** All outputs of a model by TensorFlow.js's current engine. */
export function byTensorflow(
  model: LayersModel,
  inputs: readonly Float32Array[],
  shapes: readonly number[][],
): Float32Array[] {
  const outputs = tf.tidy(() => {
    const tensors = inputs.map((values, i) => tf.tensor(values.slice(), shapes[i]!));
    return [model.apply(tensors.length === 1 ? tensors[0]! : tensors) as tf.Tensor | tf.Tensor[]].flat();
  });
  const values = outputs.map((output) => (output.dataSync() as Float32Array).slice());
  tf.dispose(outputs);
  return values;
}

/** The same by the exported graph. */
export function byOnnx(
  runtime: OnnxRuntime,
  model: LayersModel,
  {
    inputs,
    shapes,
    options = {},
  }: {
    inputs: readonly (Float32Array | Uint8Array)[];
    shapes: readonly number[][];
    options?: ExportOnnxOptions;
  },
): Float32Array[] {
  const graph = exportGraph(model, options);
  const session = runtime.session(encodeModel(graph));
  const batch = shapes[0]![0]!;
  const outputs = graph.outputs.map(({name, shape}) => {
    const dims = [batch, ...shape.slice(1).map(Number)];
    return {name, dims, data: new Float32Array(dims.reduce((a, b) => a * b, 1))};
  });
  const feeds = graph.inputs.map(({name}, i) => [name, {dims: shapes[i]!, data: inputs[i]!}] as const);
  session.run(Object.fromEntries(feeds), Object.fromEntries(outputs.map((output) => [output.name, output])));
  session.dispose();
  return outputs.map(({data}) => data);
}

/** Largest difference over the largest number. */
export function difference(found: Float32Array, expected: Float32Array): number {
  expect(found.length).toBe(expected.length);
  const scale = expected.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-6);
  return found.reduce((most, x, i) => Math.max(most, Math.abs(x - expected[i]!)), 0) / scale;
}
