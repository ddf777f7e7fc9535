import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import {predict} from "../../../src/pipeline/model/predict.js";
import {shallowCnn} from "../../../src/pipeline/model/shallowCnn.js";
import {softmax} from "../../../src/pipeline/model/softmax.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import {expectSame, useTestEngine} from "../testEngine.js";
import {toySet, toyShape} from "./toySet.js";

beforeAll(useTestEngine);
const set = toySet("test", 11);

describe("predict(model, images)", () => {
  it("does by hand what a dense net without hidden layers is: softmax of ((x - mean) / deviation) W + b", async () => {
    const model = denseNet({...toyShape, units: []});
    const kernel = readWeights(model)[0]!.values;
    const logits = Float32Array.from({length: 11 * 4}, (_, i) => {
      const row = set.images.subarray(Math.floor(i / 4) * 100, Math.floor(i / 4) * 100 + 100);
      return row.reduce((sum, x, k) => sum + ((x - 85) / 60) * kernel[k * 4 + (i % 4)]!, 0);
    });
    const expected = softmax(logits, 4);
    for (const [i, p] of (await predict(model, set.images)).entries()) expect(p).toBeCloseTo(expected[i]!, 5);
    model.dispose();
  });
  it("gives the same answers in batches of any size, with dropout off, and leaves no tensor", async () => {
    const model = shallowCnn({...toyShape, dropout: 0.9});
    const before = tf.memory().numTensors;
    const whole = await predict(model, set.images);
    for (const batchSize of [1, 4, 11]) expectSame(await predict(model, set.images, {batchSize}), whole);
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
  });
  it("tells how far it is", async () => {
    const model = denseNet(toyShape);
    const told: string[] = [];
    await predict(model, set.images, {
      batchSize: 6,
      progress: (task, unit) => ({
        update: (done, total) => void told.push(`${task}: ${done}/${total} ${unit}`),
        end: () => void told.push("end"),
      }),
    });
    expect(told).toEqual(["predict dense: 6/11 images", "predict dense: 11/11 images", "end"]);
    model.dispose();
  });
  it("refuses bytes that are no whole number of pictures", async () => {
    const model = denseNet(toyShape);
    await expect(predict(model, new Uint8Array(101))).rejects.toThrow(
      "pictures of 10 x 10 x 1 numbers, got 101 numbers",
    );
    model.dispose();
  });
});

describe("softmax(logits, classCount)", () => {
  it("gives the probabilities of the textbook: e^1, e^2, e^3 over their sum", () => {
    const expected = [0.09003057, 0.24472847, 0.66524096];
    for (const [i, p] of softmax(Float32Array.from([1, 2, 3]), 3).entries()) expect(p).toBeCloseTo(expected[i]!, 7);
  });
  it("sums to 1 for any finite logits, large ones too", () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: -1e30, max: 1e30, noNaN: true}), {minLength: 2, maxLength: 9}), (logits) => {
        const sum = softmax(Float32Array.from(logits), logits.length).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(1, 5);
      }),
    );
  });
});
