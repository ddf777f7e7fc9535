import * as tf from "@tensorflow/tfjs-core";
import {layers} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {gradCam} from "../../../../src/pipeline/explanation/gradient/gradCam.js";
import {mapCells} from "../../../../src/pipeline/explanation/gradient/mapCells.js";
import {buildNetwork} from "../../../../src/pipeline/model/buildNetwork.js";
import {denseNet} from "../../../../src/pipeline/model/denseNet.js";
import type {Model} from "../../../../src/pipeline/model/model.js";
import {networkOf} from "../../../../src/pipeline/model/network.js";
import {predict} from "../../../../src/pipeline/model/predict.js";
import {shallowCnn} from "../../../../src/pipeline/model/shallowCnn.js";
import {readWeights, writeWeights} from "../../../../src/pipeline/model/weights.js";
import {toyCnn, toySet, toyShape} from "../../model/toySet.js";
import {expectSame, useTestEngine} from "../../testEngine.js";

beforeAll(useTestEngine);

/**
 * Pictures of 2 x 2; the convolution copies a pixel (first map) and doubles it (second map).
 * Class 0 counts the first map; class 1 counts the first minus the second; class 2 weighs the pixels of the first map 4, 0, 0, 0.
 */
function byHand(): Model {
  const options = {inputShape: [2, 2, 1], classCount: 3, normaliser: {mean: 0, deviation: 1}, seed: 1} as const;
  const model = buildNetwork("by-hand", options, [
    layers.conv2d({name: "conv", filters: 2, kernelSize: 1}),
    layers.flatten({name: "flatten"}),
  ]);
  const logits = [
    [1, 1, 4],
    [0, -1, 0],
    [1, 1, 0],
    [0, -1, 0],
    [1, 1, 0],
    [0, -1, 0],
    [1, 1, 0],
    [0, -1, 0],
  ];
  writeWeights(model, [
    {name: "conv/kernel", shape: [1, 1, 1, 2], values: Float32Array.of(1, 2)},
    {name: "conv/bias", shape: [2], values: new Float32Array(2)},
    {name: "logits/kernel", shape: [8, 3], values: Float32Array.from(logits.flat())},
    {name: "logits/bias", shape: [3], values: new Float32Array(3)},
  ]);
  return model;
}

describe("gradCam(model, images, options)", () => {
  it("is what one computes by hand", async () => {
    const model = byHand();
    const picture = [50, 100, 0, 200];
    const images = Uint8Array.from([...picture, ...picture, ...picture]);
    const maps = await gradCam(model, images, {classIndices: [0, 1, 2]});
    // Class 0: pooled gradients (1, 0): relu(x) / 200. Class 1: (1, -1): x - 2x < 0 everywhere. Class 2: (4/4, 0), as class 0.
    const expected = [0.25, 0.5, 0, 1, 0, 0, 0, 0, 0.25, 0.5, 0, 1];
    for (const [i, value] of maps.entries()) expect(value).toBeCloseTo(expected[i]!, 6);
    model.dispose();
  });
  it("is CAM where the head is a global average pooling, as section 3.1 of the paper proves", async () => {
    const model = buildNetwork("pooled", toyShape, [
      layers.conv2d({name: "conv", filters: 6, kernelSize: 3, padding: "same", activation: "relu"}),
      layers.globalAveragePooling2d({name: "pool"}),
    ]);
    const set = toySet("test", 5);
    const maps = await gradCam(model, set.images, {classIndices: set.labels});
    const kernel = readWeights(model).find(({name}) => name === "logits/kernel")!.values; // [6, 4]
    const network = networkOf(model);
    const convolved = tf.tidy(() =>
      (
        network
          .getLayer("conv")
          .apply(network.getLayer("normalise").apply(tf.tensor4d(Array.from(set.images), [5, 10, 10, 1]))) as tf.Tensor
      ).dataSync(),
    );
    for (const [row, label] of set.labels.entries()) {
      const cam = Array.from({length: 100}, (_, p) =>
        [0, 1, 2, 3, 4, 5].reduce((sum, k) => sum + kernel[k * 4 + label]! * convolved[(row * 100 + p) * 6 + k]!, 0),
      );
      const most = Math.max(1e-9, ...cam);
      for (const [p, value] of cam.entries()) expect(maps[row * 100 + p]).toBeCloseTo(Math.max(0, value) / most, 5);
    }
    model.dispose();
  });
  it("gives maps in [0, 1] of the picture's size, the same in batches of any size", async () => {
    const model = toyCnn();
    const {images, labels} = toySet("test", 5);
    const maps = await gradCam(model, images, {classIndices: labels});
    expect(maps).toHaveLength(5 * 100);
    expect(maps.every((value) => value >= 0 && value <= 1)).toBe(true);
    expectSame(await gradCam(model, images, {classIndices: labels, batchSize: 2}), maps);
    model.dispose();
  });
  it("leaves no tensor behind and the model as it was", async () => {
    const model = toyCnn();
    const {images, labels} = toySet("test", 3);
    const answers = await predict(model, images);
    const before = tf.memory().numTensors;
    await gradCam(model, images, {classIndices: labels});
    expect(tf.memory().numTensors).toBe(before);
    expect(await predict(model, images)).toEqual(answers);
    model.dispose();
  });
  it("says which model it cannot explain, and what it can", async () => {
    const model = denseNet(toyShape);
    const explained = gradCam(model, toySet("test", 1).images, {classIndices: [0]});
    await expect(explained).rejects.toThrow(
      "Grad-CAM needs a convolution, and model dense has none; explain a convolutional",
    );
    model.dispose();
  });
  it.each([
    [{classIndices: [0], layer: "conv9"}, 'model toy-cnn has no layer "conv9" with maps; it has normalise, conv1'],
    [{classIndices: [0, 1]}, "expected one class for each of 1 pictures, got 2"],
    [{classIndices: [4]}, "class indices must lie in 0 to 3, got 4"],
  ])("refuses %o", async (options, message) => {
    const model = toyCnn();
    await expect(gradCam(model, toySet("test", 1).images, options)).rejects.toThrow(message);
    model.dispose();
  });
});

describe("mapCells(model)", () => {
  it("is 5 x 5 for the shallow CNN on 28 x 28: two valid convolutions and two poolings, then a padded one", () => {
    const model = shallowCnn({inputShape: [28, 28, 1], classCount: 10, normaliser: {mean: 0, deviation: 1}, seed: 1});
    expect(mapCells(model)).toEqual([5, 5]);
    expect(mapCells(model, "conv1")).toEqual([26, 26]);
    expect(() => mapCells(model, "conv9")).toThrow(
      'model shallow-cnn has no layer "conv9" with maps; it has normalise, conv1, pool1, norm1, conv2',
    );
    model.dispose();
  });
});
