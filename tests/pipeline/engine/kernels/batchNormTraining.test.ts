import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {expectClose, normal, on} from "../reference.js";

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

describe("batch normalisation in training", () => {
  it.each([
    ["pictures", [4, 5, 3, 6]],
    ["rows", [16, 33]],
  ] as const)("agrees with plain JavaScript on %s: results, gradients and moving statistics", async (_, shape) => {
    const {layers} = await import("@tensorflow/tfjs-layers");
    const [x, dy] = [normal(shape, 1, 3), normal(shape, 2)];
    const channels = shape.at(-1)!;
    const run = (a: tf.Tensor, g: tf.Tensor): tf.Tensor[] => {
      const layer = layers.batchNormalization({momentum: 0.9});
      layer.apply(a); // makes its weights
      const [gamma, beta, mean, variance] = [
        normal([channels], 3, 1),
        normal([channels], 4),
        normal([channels], 5),
        normal([channels], 6, 9),
      ].map((v) => tf.tensor(v.values, v.shape)) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
      layer.setWeights([gamma, beta, mean, variance]);
      const forward = (p: tf.Tensor): tf.Tensor => layer.apply(p, {training: true}) as tf.Tensor;
      const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
      const {value, grads} = tf.variableGrads(() => tf.sum(tf.mul(forward(a), g)), variables);
      const dx = tf.grad((p) => tf.sum(tf.mul(forward(p), g)))(a);
      const results = [
        value,
        dx,
        ...variables.map((v) => grads[v.name]!),
        ...layer
          .getWeights()
          .slice(2)
          .map((w) => w.clone()),
      ];
      layer.dispose();
      return results;
    };
    const expected = await on("cpu", [x, dy], run);
    const results = await on("wasm", [x, dy], run);
    for (const [i, result] of results.entries()) expectClose(result, expected[i]!, 1e-4);
  });

  it("has gradients of zero for a batch whose features do not vary", async () => {
    const {layers} = await import("@tensorflow/tfjs-layers");
    await openEngine("wasm");
    const layer = layers.batchNormalization({});
    const dx = tf.tidy(() =>
      tf.grad((p: tf.Tensor) => tf.sum(layer.apply(p, {training: true}) as tf.Tensor))(tf.fill([8, 4], 5)),
    );
    expect([...dx.dataSync()].every((value) => Math.abs(value) < 1e-3)).toBe(true);
    dx.dispose();
    layer.dispose();
  });
});
