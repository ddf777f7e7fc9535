import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import {networkOf} from "../../../src/pipeline/model/network.js";
import {crossEntropy} from "../../../src/pipeline/training/crossEntropy.js";
import {gradientsOf} from "../../../src/pipeline/training/gradients.js";
import {toySet, toyShape} from "../model/toySet.js";
import {useTestEngine} from "../testEngine.js";

beforeAll(useTestEngine);

describe("crossEntropy(logits, labels, options)", () => {
  it("is log 4 for four even logits", () => {
    expect(crossEntropy(new Float32Array(4), Uint8Array.of(2), {classCount: 4}).loss).toBeCloseTo(Math.log(4), 12);
  });
  it("is finite for logits that overflow an exponential", () => {
    const {loss, correct} = crossEntropy(Float32Array.of(1000, 0), Uint8Array.of(1), {classCount: 2});
    expect(loss).toBe(1000);
    expect(correct).toBe(0);
  });
  it("agrees with TensorFlow.js' loss and its gradient, smoothing included", () => {
    const row = fc.array(fc.float({min: -20, max: 20, noNaN: true}), {minLength: 3, maxLength: 3});
    const batch = fc.array(fc.tuple(row, fc.nat(2)), {minLength: 1, maxLength: 5});
    fc.assert(
      fc.property(batch, fc.constantFrom(0, 0.1), (rows, labelSmoothing) => {
        const logits = Float32Array.from(rows.flatMap(([values]) => values));
        const labels = Uint8Array.from(rows, ([, label]) => label);
        const found = crossEntropy(logits, labels, {classCount: 3, labelSmoothing});
        const [loss, gradient] = tf.tidy(() => {
          const yTrue = tf.oneHot(tf.tensor1d([...labels], "int32"), 3);
          const lossOf = (x: tf.Tensor): tf.Scalar =>
            tf.losses.softmaxCrossEntropy(yTrue, x, undefined, labelSmoothing) as tf.Scalar;
          const xs = tf.tensor2d(logits, [rows.length, 3]);
          return [lossOf(xs).dataSync()[0]!, tf.grad(lossOf)(xs).dataSync()];
        });
        expect(Math.abs(found.loss / rows.length - loss)).toBeLessThan(1e-4 * Math.max(1, loss));
        for (const [i, g] of found.gradient.entries()) expect(g).toBeCloseTo(gradient[i]!, 5);
      }),
      {numRuns: 50},
    );
  });
});

describe("gradientsOf(model, batch)", () => {
  it("agrees with finite differences of the loss", () => {
    const set = toySet("train", 12);
    const model = denseNet({...toyShape, units: [5]});
    const batch = {
      images: set.images,
      labels: set.labels,
      rows: Int32Array.from({length: 12}, (_, i) => i),
      labelSmoothing: 0,
    };
    const {gradients} = gradientsOf(model, batch);
    const lossAt = (weight: number, index: number, change: number): number => {
      const variable = networkOf(model).trainableWeights[weight]!;
      const values = variable.read().dataSync().slice() as Float32Array;
      const write = (next: Float32Array): void =>
        tf.tidy(() => void variable.write(tf.tensor(next, variable.shape as number[])));
      write(values.map((w, i) => (i === index ? w + change : w)));
      const {loss} = gradientsOf(model, batch);
      write(values);
      return loss / 12;
    };
    for (const [weight, index] of [
      [0, 3],
      [0, 200],
      [1, 2],
      [2, 7],
      [3, 1],
    ] as const) {
      const difference = (lossAt(weight, index, 1e-2) - lossAt(weight, index, -1e-2)) / 2e-2;
      expect(Math.abs(gradients[weight]![index]! - difference)).toBeLessThan(2e-3);
    }
    model.dispose();
  });
});
