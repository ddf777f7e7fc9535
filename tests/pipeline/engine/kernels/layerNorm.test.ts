import * as tf from "@tensorflow/tfjs-core";
import * as layers from "@tensorflow/tfjs-layers";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {openEngine} from "../../../../src/pipeline/engine/openEngine.js";
import {expectClose, normal, on} from "../reference.js";

beforeAll(async () => {
  await openEngine("cpu");
  await openEngine("wasm");
});

const cases = fc
  .record({
    shape: fc.array(fc.integer({min: 2, max: 6}), {minLength: 2, maxLength: 4}),
    /** The last dimension, which has a kernel, or the one before, which goes TensorFlow.js's way. */
    fromEnd: fc.constantFrom(1, 2),
    scale: fc.boolean(),
    center: fc.boolean(),
    seed: fc.nat(),
  })
  // TensorFlow.js's own way has no gradient without scale or offset, and none for the batch.
  .filter(({shape, fromEnd, scale, center}) => fromEnd === 1 || (shape.length > 2 && scale && center));

describe("the layer of layer normalisation on WASM", () => {
  it("is its formula in plain JavaScript, and so are its gradients, scaled and shifted or not", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({shape, fromEnd, scale, center, seed}) => {
        const axis = shape.length - fromEnd;
        const inputs = [normal(shape, seed, 3), normal(shape, seed + 1)];
        const parameters = [scale, center].flatMap((wanted, i) =>
          wanted ? [normal([shape[axis]!], seed + 2 + i)] : [],
        );
        const formula = (x: tf.Tensor, ...given: tf.Tensor[]): tf.Tensor => {
          const spread = shape.map((n, i) => (i === axis ? n : 1));
          const {mean, variance} = tf.moments(x, axis, true);
          const standard = tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, 1e-2)));
          const scaled = scale ? tf.mul(standard, tf.reshape(given[0]!, spread)) : standard;
          return center ? tf.add(scaled, tf.reshape(given.at(-1)!, spread)) : scaled;
        };
        const expected = await on("cpu", [...inputs, ...parameters], (x, weights, ...given) => [
          formula(x!, ...given),
          ...tf.grads((...all) => tf.sum(tf.mul(formula(all[0]!, ...all.slice(1)), weights!)))([x!, ...given]),
        ]);
        await tf.setBackend("wasm");
        const layer = layers.layers.layerNormalization({axis, scale, center, epsilon: 1e-2});
        layer.build(shape);
        tf.tidy(() => layer.setWeights(parameters.map((p) => tf.tensor(p.values, p.shape))));
        const actual = await on("wasm", inputs, (x, weights) => {
          const loss = (a: tf.Tensor): tf.Scalar => tf.sum(tf.mul(layer.apply(a) as tf.Tensor, weights!));
          const variables = layer.trainableWeights.map((weight) => weight.read() as tf.Variable);
          const {grads} = variables.length > 0 ? tf.variableGrads(() => loss(x!), variables) : {grads: {}};
          const atWeights = variables.map(({name}) => (grads as tf.NamedTensorMap)[name]!);
          return [layer.apply(x!) as tf.Tensor, tf.grad(loss)(x!), ...atWeights];
        });
        for (const weight of layer.weights) weight.dispose();
        actual.forEach((values, i) => {
          expectClose(values, expected[i]!);
        });
      }),
      {seed: 20260714, numRuns: 40},
    );
  });

  it("gives rows of mean 0 and variance 1 however far from zero they lie", async () => {
    const x = normal([50, 64], "far", 1000);
    const layer = layers.layers.layerNormalization({epsilon: 1e-9, scale: false, center: false});
    const [y] = await on("wasm", [x], (xs) => layer.apply(xs!) as tf.Tensor);
    for (let row = 0; row < 50; row++) {
      const values = y!.subarray(row * 64, (row + 1) * 64);
      const mean = values.reduce((sum, v) => sum + v, 0) / 64;
      const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / 64;
      expect(Math.abs(mean)).toBeLessThan(1e-5);
      expect(Math.abs(variance - 1)).toBeLessThan(1e-4);
    }
  });
});

it("a maximum's gradient on WASM is shared evenly among equal maxima, so that it sums to that of the output", async () => {
  const x = {shape: [1, 2, 2, 2], values: Float32Array.of(5, 0, 5, 0, 1, 0, 5, -1)};
  const [dx] = await on("wasm", [x], (xs) => tf.grad((a) => tf.sum(tf.mul(tf.max(a, [1, 2]), [[6, 6]])))(xs!));
  expectClose(dx!, Float32Array.of(2, 2, 2, 2, 0, 2, 2, 0));
});
