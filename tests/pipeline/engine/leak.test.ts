import * as tf from "@tensorflow/tfjs-core";
import type * as layers from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {seeded} from "../../../src/core/random.js";
import {openEngine} from "../../../src/pipeline/engine/openEngine.js";
import {focalLoss} from "../../../src/pipeline/training/focalLoss.js";
import {everyLayer} from "./everyLayer.js";
import {expectClose, normal} from "./reference.js";

const rows = 4;
const classCount = 4;

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

interface Batch {
  readonly inputs: tf.Tensor[];
  readonly labels: Uint8Array;
}

function batch(): Batch {
  const random = seeded("leak");
  const pictures = Float32Array.from({length: rows * 72}, () => random.normal());
  const words = Int32Array.from({length: rows * 3}, () => random.int(5));
  return {
    inputs: [tf.tensor(pictures, [rows, 6, 6, 2]), tf.tensor(words, [rows, 3], "int32")],
    labels: Uint8Array.from({length: rows}, (_, i) => i % classCount),
  };
}

/** Focal loss of the network, and its gradient at all weights. */
function pass(network: layers.LayersModel, {inputs, labels}: Batch): {loss: number; gradients: tf.NamedTensorMap} {
  let loss = 0;
  const variables = network.trainableWeights.map((weight) => weight.read() as tf.Variable);
  const {grads, value} = tf.variableGrads(() => {
    const logits = network.apply(inputs, {training: true}) as tf.Tensor;
    const found = focalLoss(logits.dataSync() as Float32Array, labels, {classCount});
    loss = found.loss;
    return tf.sum(tf.mul(logits, tf.tensor(found.gradient, logits.shape)));
  }, variables);
  value.dispose();
  return {loss, gradients: grads};
}

describe("a network with every layer", () => {
  it("has the loss of plain JavaScript", async () => {
    const losses: number[] = [];
    for (const engine of ["cpu", "wasm"] as const) {
      await tf.setBackend(engine);
      const [network, {inputs, labels}] = [everyLayer(), batch()];
      const logits = tf.tidy(() => (network.apply(inputs) as tf.Tensor).dataSync() as Float32Array);
      losses.push(focalLoss(logits, labels, {classCount}).loss);
      tf.dispose(inputs);
      network.dispose();
    }
    expectClose(Float32Array.of(losses[1]!), Float32Array.of(losses[0]!));
  });

  it("changes its loss along any direction of its weights as the gradient says", async () => {
    await tf.setBackend("wasm");
    const [network, data] = [everyLayer(), batch()];
    const random = seeded("directions");
    const {gradients} = pass(network, data);
    for (let i = 0; i < 5; i++) {
      const directions = network.trainableWeights.map(
        (weight) => normal(weight.shape as number[], random.int(1e9)).values,
      );
      const slope = network.trainableWeights.reduce((sum, weight, w) => {
        const gradient = gradients[(weight.read() as tf.Variable).name]!.dataSync() as Float32Array;
        return sum + gradient.reduce((dot, g, k) => dot + g * directions[w]![k]!, 0);
      }, 0);
      const step = 1e-3;
      const ahead = lossAlong(network, data, directions, step);
      const behind = lossAlong(network, data, directions, -step);
      const difference = (ahead - behind) / (2 * step) / rows;
      expect(Math.abs(slope - difference)).toBeLessThan(0.02 * Math.max(1, Math.abs(difference)));
    }
    tf.dispose([gradients, data.inputs]);
    network.dispose();
  });

  it("keeps tensors, bytes, data and the heap constant over 1,000 steps, and learns", async () => {
    await tf.setBackend("wasm");
    const [network, data] = [everyLayer(), batch()];
    const optimiser = tf.train.sgd(0.05);
    const step = (): number => {
      const {loss, gradients} = pass(network, data);
      optimiser.applyGradients(gradients as Parameters<typeof optimiser.applyGradients>[0]);
      tf.dispose(gradients);
      return loss;
    };
    const counts = (): Record<string, number> => ({
      tensors: tf.memory().numTensors,
      bytes: tf.memory().numBytes,
      data: tf.engine().backend.numDataIds(),
      heap: (tf.backend() as unknown as {wasm: {HEAPU8: Uint8Array}}).wasm.HEAPU8.length,
    });
    const first = step();
    for (let i = 0; i < 20; i++) step();
    const before = counts();
    for (let i = 0; i < 1000; i++) step();
    expect(counts()).toEqual(before);
    expect(step()).toBeLessThan(first / 4);
    tf.dispose(data.inputs);
    optimiser.dispose();
    network.dispose();
  });
});

/** The loss with every weight moved by `step` times its direction; the weights are as before afterwards. */
function lossAlong(
  network: layers.LayersModel,
  data: Batch,
  directions: readonly Float32Array[],
  step: number,
): number {
  const kept = network.trainableWeights.map((weight) => weight.read().dataSync().slice() as Float32Array);
  const write = (values: readonly Float32Array[]): void => {
    network.trainableWeights.forEach((weight, w) => {
      const tensor = tf.tensor(values[w]!.slice(), weight.shape as number[]);
      weight.write(tensor);
      tensor.dispose();
    });
  };
  write(kept.map((values, w) => values.map((value, k) => value + step * directions[w]![k]!)));
  const {loss, gradients} = pass(network, data);
  tf.dispose(gradients);
  write(kept);
  return loss;
}
