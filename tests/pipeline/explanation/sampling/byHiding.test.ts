import * as tf from "@tensorflow/tfjs-core";
import {layers} from "@tensorflow/tfjs-layers";
import {beforeAll, describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {kernelShap, kernelShapExplanations} from "../../../../src/pipeline/explanation/sampling/kernelShap.js";
import {lime, limeExplanations} from "../../../../src/pipeline/explanation/sampling/lime.js";
import {partitionShap, partitionShapExplanations} from "../../../../src/pipeline/explanation/sampling/partitionShap.js";
import {superpixels} from "../../../../src/pipeline/explanation/sampling/superpixels.js";
import {buildNetwork} from "../../../../src/pipeline/model/buildNetwork.js";
import type {Model} from "../../../../src/pipeline/model/model.js";
import {predict, predictLogits} from "../../../../src/pipeline/model/predict.js";
import {writeWeights} from "../../../../src/pipeline/model/weights.js";
import {toyCnn, toySet} from "../../model/toySet.js";
import {useTestEngine} from "../../testEngine.js";

beforeAll(useTestEngine);

const side = 8;
const size = {height: side, width: side, channels: 1};
const random = seeded("byHiding");
const kernel = Float32Array.from({length: side * side * 3}, () => random.between(-0.02, 0.02));
const picture = Uint8Array.from({length: side * side}, (_, i) => (i % side < 2 ? 0 : random.int(256)));

/** Logits are weights times grey levels, and a bias. */
function linear(): Model {
  const options = {
    inputShape: [side, side, 1],
    classCount: 3,
    normaliser: {mean: 0, deviation: 1},
    seed: 1,
  } as const;
  const model = buildNetwork("linear", options, [layers.flatten({name: "flatten"})]);
  writeWeights(model, [
    {name: "logits/kernel", shape: [side * side, 3], values: kernel},
    {name: "logits/bias", shape: [3], values: Float32Array.of(1, -1, 0.5)},
  ]);
  return model;
}

/** What hiding a superpixel takes from the logit of a class, in a linear model: Shapley's value, too. */
function taken(labels: Int32Array, piece: number, classIndex: number, hidden: (i: number) => number): number {
  return labels.reduce(
    (sum, label, i) => (label === piece ? sum + kernel[i * 3 + classIndex]! * (picture[i]! - hidden(i)) : sum),
    0,
  );
}

const methods = [
  ["kernelShap", kernelShapExplanations, kernelShap],
  ["partitionShap", partitionShapExplanations, partitionShap],
  ["lime", limeExplanations, lime],
] as const;

describe.each(methods)("%s(model, images, options)", (name, explanations, explain) => {
  const exactly = {penalty: 1e-9, samples: 100, seed: 3};

  it("is weight times grey level above the hidden, summed over a superpixel, in a linear model", async () => {
    const model = linear();
    const cases = [
      {absent: "black", hidden: () => 0},
      {absent: 40, hidden: () => 40},
      {absent: Float32Array.from(picture, (_, i) => i), hidden: (i: number) => i},
    ] as const;
    for (const {absent, hidden} of cases) {
      const options = {classIndices: [2], superpixels: {segments: 9}, absent, ...exactly};
      const [found] = await explanations(model, picture, options);
      const {labels, count} = superpixels(picture, size, {segments: 9});
      expect(found!.pieces.labels).toEqual(labels);
      for (let piece = 0; piece < count; piece++) {
        const value = found!.values[found!.playing.indexOf(piece)] ?? 0;
        expect(value).toBeCloseTo(taken(labels, piece, 2, hidden), 4);
      }
    }
    model.dispose();
  });
  it("spreads a superpixel's value evenly over its pixels, and gives nothing to one that hiding does not change", async () => {
    const model = linear();
    const options = {classIndices: [0], superpixels: {segments: 16, cut: "grid"} as const, ...exactly};
    const [found] = await explanations(model, picture, options);
    const {map, values, pieces, playing} = found!;
    expect(playing).toHaveLength(12); // the leftmost pixels are black
    for (const [i, piece] of pieces.labels.entries()) if (!playing.includes(piece)) expect(map[i]).toBe(0);
    playing.forEach((piece, player) => {
      const pixels = [...map.keys()].filter((i) => pieces.labels[i] === piece);
      expect(pixels.reduce((sum, i) => sum + map[i]!, 0)).toBeCloseTo(values[player]!, 5);
      expect(new Set(pixels.map((i) => map[i])).size).toBe(1);
    });
    expect(await explain(model, picture, options)).toEqual(map);
    model.dispose();
  });
  it("gives the same map for the same seed, wherever a picture stands, and leaves no tensor", async () => {
    const model = toyCnn();
    const {images, labels} = toySet("test", 2);
    const options = {superpixels: {segments: 9}, samples: 40, seed: "a"};
    const before = tf.memory().numTensors;
    const both = await explain(model, images, {classIndices: labels, ...options});
    const second = await explain(model, images.subarray(100), {classIndices: labels.subarray(1), ...options});
    expect(tf.memory().numTensors).toBe(before);
    expect(both).toHaveLength(200);
    second.forEach((value, i) => {
      expect(value).toBeCloseTo(both[100 + i]!, 5);
    });
    if (name !== "partitionShap") {
      expect(await explain(model, images, {classIndices: labels, ...options, seed: "b"})).not.toEqual(both);
    }
    model.dispose();
  });
  it("is nothing everywhere for a picture in which nothing can be hidden", async () => {
    const model = linear();
    const black = new Uint8Array(side * side);
    for (const absent of ["black", "mean", "blur"] as const) {
      const map = await explain(model, black, {classIndices: [0], absent});
      expect(map.every((value) => value === 0)).toBe(true);
    }
    model.dispose();
  });
  it("gives a single superpixel all of it", async () => {
    const model = linear();
    const options = {classIndices: [1], superpixels: {segments: 1}, ...exactly};
    const {values} = (await explanations(model, picture, options))[0]!;
    const logits = await predictLogits(model, Float32Array.from([...picture, ...new Uint8Array(side * side)]));
    expect(values).toHaveLength(1);
    expect(values[0]).toBeCloseTo(logits[1]! - logits[4]!, 4);
    model.dispose();
  });
  it.each([
    [{classIndices: [3]}, "class indices must lie in 0 to 2, got 3"],
    [{classIndices: [0, 1]}, "expected one class for each of 1 pictures, got 2"],
    [{classIndices: [0], superpixels: {segments: 65}}, "segments must be a whole number from 1 to 64, got 65"],
    [{classIndices: [0], absent: new Float32Array(3)}, "baseline: model linear takes 8 x 8 x 1 numbers, got 3"],
  ])("refuses %o", async (options, message) => {
    const model = linear();
    await expect(explain(model, picture, options)).rejects.toThrow(message);
    model.dispose();
  });
});

describe.each([
  ["kernelShap", kernelShapExplanations],
  ["partitionShap", partitionShapExplanations],
] as const)("%s, of a network that is not linear", (_, explanations) => {
  it.each(["logit", "probability"] as const)("sums to the %s of the picture above that of nothing", async (output) => {
    const model = toyCnn();
    const {images, labels} = toySet("test", 3);
    for (const absent of ["black", "mean", "blur"] as const) {
      const options = {classIndices: labels, superpixels: {segments: 9}, samples: 60, output, absent};
      for (const [row, {values}] of (await explanations(model, images, options)).entries()) {
        const label = labels[row]!;
        const says = async (pixels: Uint8Array | Float32Array): Promise<number> =>
          (output === "logit" ? await predictLogits(model, pixels) : await predict(model, pixels))[label]!;
        const one = images.subarray(row * 100, (row + 1) * 100);
        if (absent !== "black") {
          expect(values.every(Number.isFinite)).toBe(true);
          continue;
        }
        const above = (await says(one)) - (await says(new Float32Array(100)));
        expect(Math.abs(values.reduce((a, b) => a + b, 0) - above)).toBeLessThan(1e-6);
      }
    }
    model.dispose();
  });
});

describe("samples that are too few, or none", () => {
  it.each([
    [kernelShap, {samples: 3}, "need at least"],
    [kernelShap, {samples: 0}, "kernelShap: samples must be a whole number from 2, got 0"],
    [lime, {samples: 4}, "need more than"],
    [lime, {samples: 2.5}, "lime: samples must be a whole number from 2, got 2.5"],
    [lime, {penalty: 0}, "lime: penalty must be a number above 0, got 0"],
    [lime, {kernelWidth: Number.NaN}, "lime: kernelWidth must be a number above 0, got NaN"],
  ])("are refused (%#)", async (explain, options, message) => {
    const model = linear();
    await expect(explain(model, picture, {classIndices: [0], superpixels: {segments: 16}, ...options})).rejects.toThrow(
      message,
    );
    model.dispose();
  });
});
