import * as tf from "@tensorflow/tfjs-core";
import {layers} from "@tensorflow/tfjs-layers";
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {inputTimesGradient} from "../../../../src/pipeline/explanation/gradient/inputTimesGradient.js";
import {integrate, integratedGradients} from "../../../../src/pipeline/explanation/gradient/integratedGradients.js";
import {explainers} from "../../../../src/pipeline/explanation/method.js";
import {occlusion} from "../../../../src/pipeline/explanation/occlusion.js";
import {buildNetwork} from "../../../../src/pipeline/model/buildNetwork.js";
import type {Model} from "../../../../src/pipeline/model/model.js";
import {moonsNet} from "../../../../src/pipeline/model/moonsNet.js";
import {readWeights, writeWeights} from "../../../../src/pipeline/model/weights.js";
import {toyCnn, toySet} from "../../model/toySet.js";
import {expectSame, useTestEngine} from "../../testEngine.js";

beforeAll(useTestEngine);

const shape = {inputShape: [2, 3, 1], classCount: 3, normaliser: {mean: 40, deviation: 20}, seed: 3} as const;

/** Logits that are a weighted sum of the pixels. */
function linear(): {readonly model: Model; readonly slope: (pixel: number, k: number) => number} {
  const model = buildNetwork("linear", shape, [layers.flatten({name: "flatten"})]);
  const kernel = readWeights(model).find(({name}) => name === "logits/kernel")!.values; // [6, 3]
  return {model, slope: (pixel, k) => kernel[pixel * 3 + k]! / shape.normaliser.deviation};
}

const picture = Uint8Array.from([0, 10, 200, 255, 3, 77]);

describe("on a linear network, where the truth is known,", () => {
  it.each([1, 5])(
    "integrated gradients give weight times rise of each pixel, from any baseline, in %i steps",
    async (steps) => {
      const {model, slope} = linear();
      const start = Float32Array.of(9, 0, 100, 255, 80, 7);
      const {maps, gaps} = await integrate(model, picture, {classIndices: [2], baseline: start, steps});
      for (const [i, value] of maps.entries()) expect(value).toBeCloseTo(slope(i, 2) * (picture[i]! - start[i]!), 4);
      expect(gaps[0]).toBeLessThan(1e-4);
      model.dispose();
    },
  );
  it("so do input times gradient, and occlusion pixel by pixel, where what is left out is black", async () => {
    const {model, slope} = linear();
    const options = {classIndices: [1], patch: 1, stride: 1, baseline: "black"} as const;
    for (const maps of [await inputTimesGradient(model, picture, options), await occlusion(model, picture, options)]) {
      for (const [i, value] of maps.entries()) expect(value).toBeCloseTo(slope(i, 1) * picture[i]!, 4);
    }
    model.dispose();
  });
  it("grey is what the normalisation makes 0 of", async () => {
    const {model, slope} = linear();
    const maps = await integratedGradients(model, picture, {classIndices: [0], baseline: "grey", steps: 1});
    for (const [i, value] of maps.entries()) expect(value).toBeCloseTo(slope(i, 0) * (picture[i]! - 40), 4);
    model.dispose();
  });
});

describe("integrated gradients", () => {
  it("are complete: the map's sum is the rise of the logit, the nearer the more steps", async () => {
    const model = toyCnn();
    const {images, labels} = toySet("axioms", 6);
    const few = await integrate(model, images, {classIndices: labels, steps: 4});
    const many = await integrate(model, images, {classIndices: labels, steps: 256});
    const sum = (values: Float32Array): number => values.reduce((a, b) => a + b, 0);
    expect(sum(many.gaps)).toBeLessThan(sum(few.gaps));
    for (const [row, rise] of many.rises.entries()) {
      expect(many.gaps[row]!).toBeLessThan(0.02);
      expect(Math.abs(sum(many.maps.subarray(row * 100, (row + 1) * 100)) - rise)).toBeCloseTo(many.gaps[row]!, 5);
    }
    model.dispose();
  });
  it("are sensitive: a pixel that alone makes the difference has it all, and one that changes nothing has none", async () => {
    const {model} = linear();
    const weights = readWeights(model);
    const kernel = weights.find(({name}) => name === "logits/kernel")!;
    kernel.values.fill(0);
    kernel.values[2 * 3] = 0.5; // pixel 2, class 0
    writeWeights(model, weights);
    const {maps, rises} = await integrate(model, picture, {classIndices: [0]});
    expect(rises[0]).toBeCloseTo((0.5 * 200) / 20, 4);
    expect([...maps].map((value) => Math.round(value * 1e4) / 1e4)).toEqual([0, 0, 5, 0, 0, 0]);
    model.dispose();
  });
  it("are the same for two networks that compute the same in other ways", async () => {
    const build = (): Model =>
      buildNetwork("two-layers", shape, [
        layers.flatten({name: "flatten"}),
        layers.dense({name: "hidden", units: 4, activation: "relu"}),
      ]);
    const [one, other] = [build(), build()];
    // The hidden units in another order, one of them doubled and halved again.
    const order = [2, 0, 3, 1];
    const scales = [1, 2, 1, 1];
    const weights = readWeights(one);
    const of = (name: string): Float32Array => weights.find((weight) => weight.name === name)!.values;
    of("hidden/bias").set([0.1, -0.2, 0.3, 0]);
    writeWeights(one, weights);
    const moved = weights.map(({name, shape: size, values}) => {
      if (name === "hidden/kernel")
        return {name, shape: size, values: values.map((_, i) => values[i - (i % 4) + order[i % 4]!]! * scales[i % 4]!)};
      if (name === "hidden/bias")
        return {name, shape: size, values: values.map((_, i) => values[order[i]!]! * scales[i]!)};
      if (name === "logits/kernel")
        return {
          name,
          shape: size,
          values: values.map((_, i) => values[order[Math.floor(i / 3)]! * 3 + (i % 3)]! / scales[Math.floor(i / 3)]!),
        };
      return {name, shape: size, values};
    });
    writeWeights(other, moved);
    const [a, b] = [
      await integratedGradients(one, picture, {classIndices: [1]}),
      await integratedGradients(other, picture, {classIndices: [1]}),
    ];
    for (const [i, value] of a.entries()) expect(value).toBeCloseTo(b[i]!, 4);
    expect(a.some((value) => Math.abs(value) > 0.01)).toBe(true);
    one.dispose();
    other.dispose();
  });
  it.each([
    [{steps: 0}, "steps must be a whole number from 1, got 0"],
    [{grading: 1.5}, "grading must be a whole number from 1, got 1.5"],
    [{baseline: new Float32Array(5)}, "model linear takes 2 x 3 x 1 numbers, got 5"],
    [{baseline: 300}, "grey levels lie in 0 to 255, got 300"],
  ])("refuse %o", async (options, message) => {
    const {model} = linear();
    await expect(integratedGradients(model, picture, {classIndices: [0], ...options})).rejects.toThrow(message);
    model.dispose();
  });
});

describe("occlusion", () => {
  it("covers every pixel, whatever the patch and the stride", async () => {
    const {model} = linear();
    const sides = fc
      .tuple(fc.integer({min: 1, max: 4}), fc.integer({min: 1, max: 4}))
      .filter(([patch, stride]) => stride <= patch);
    await fc.assert(
      fc.asyncProperty(sides, async ([patch, stride]) => {
        const maps = await occlusion(model, picture, {classIndices: [0], patch, stride});
        expect([...maps].every(Number.isFinite)).toBe(true);
      }),
      {numRuns: 8},
    );
    model.dispose();
  });
  it("refuses a stride that leaves pixels uncovered", async () => {
    const {model} = linear();
    const covered = occlusion(model, picture, {classIndices: [0], patch: 2, stride: 3});
    await expect(covered).rejects.toThrow("a stride of 3 leaves pixels that no patch of 2 covers");
    model.dispose();
  });
});

describe("every method of the table", () => {
  // Those that are computed here; sampling has tests of its own.
  const own = explainers.slice(0, 6);
  it.each(own)(
    "$name gives a map a picture, the same twice, in batches of any size, and leaves no tensor",
    async ({explain}) => {
      const model = toyCnn();
      const {images, labels} = toySet("table", 3);
      const before = tf.memory().numTensors;
      const maps = await explain(model, images, {classIndices: labels});
      expect(tf.memory().numTensors).toBe(before);
      expect(maps).toHaveLength(300);
      expect(maps.some((value) => value !== 0)).toBe(true);
      const last = await explain(model, images.subarray(200), {classIndices: labels.subarray(2)});
      expectSame(last, maps.subarray(200));
      model.dispose();
    },
  );
  it.each(own)("$name refuses a class that is none", async ({explain}) => {
    const model = toyCnn();
    await expect(explain(model, toySet("table", 1).images, {classIndices: [4]})).rejects.toThrow(
      "class indices must lie in 0 to 3, got 4",
    );
    model.dispose();
  });
});

it("a single logit, the log-odds of the second class, speaks for the first with its negative", async () => {
  const model = moonsNet({seed: 5});
  const points = Uint8Array.from([200, 30, 200, 30]);
  for (const explain of [integrate, occlusion]) {
    const explained = await explain(model, points, {classIndices: [0, 1], patch: 1, stride: 1});
    const maps = explained instanceof Float32Array ? explained : explained.maps;
    expect(maps[0]).toBeCloseTo(-maps[1]!, 6);
    expect(Math.abs(maps[0]!)).toBeGreaterThan(0.01);
    if (!(explained instanceof Float32Array)) expect(Math.max(...explained.gaps)).toBeLessThan(0.1);
  }
  model.dispose();
});
