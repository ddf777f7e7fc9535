import * as tf from "@tensorflow/tfjs-core";
import {beforeAll, describe, expect, it} from "vitest";
import type {Model} from "../../../src/pipeline/model/model.js";
import {networkOf} from "../../../src/pipeline/model/network.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import {findLearningRate, type LearningRateSearchOptions} from "../../../src/pipeline/training/findLearningRate.js";
import {train} from "../../../src/pipeline/training/train.js";
import {toyCnn, toySet} from "../model/toySet.js";
import {useTestEngine} from "../testEngine.js";

beforeAll(useTestEngine);

const options: LearningRateSearchOptions = {train: toySet("train", 48), batchSize: 16, steps: 30, to: 1000, seed: 5};

const short: LearningRateSearchOptions = {...options, steps: 12, to: 1};

async function withModel<T>(work: (model: Model) => Promise<T>): Promise<T> {
  const model = toyCnn();
  try {
    return await work(model);
  } finally {
    model.dispose();
  }
}

describe("findLearningRate(model, options)", () => {
  it("raises the rate by the same factor each step until the loss explodes, and suggests rates where it still fell", async () => {
    const {points, diverged, steepest, tenthOfLowest} = await withModel((model) => findLearningRate(model, options));
    expect(points[0]!.learningRate).toBe(1e-5);
    for (const [i, {learningRate}] of points.entries()) {
      expect(Math.log10(learningRate)).toBeCloseTo(-5 + (8 * i) / 29, 9);
    }
    expect(diverged).toBe(true);
    expect(points.length).toBeLessThan(30);
    const rateOf = (i: number): number => points[i]!.learningRate;
    const lowest = points.reduce((low, {smoothed}, i) => (smoothed < points[low]!.smoothed ? i : low), 0);
    expect(tenthOfLowest).toBe(rateOf(lowest) / 10);
    expect(steepest).toBeLessThan(rateOf(lowest));
  });
  it("leaves the model as it was, bit for bit, and no tensor behind", async () => {
    await withModel(async (model) => {
      const [weights, description] = [readWeights(model), networkOf(model).toJSON(null, false)];
      const tensors = tf.memory().numTensors;
      await findLearningRate(model, short);
      expect(readWeights(model)).toEqual(weights);
      expect(networkOf(model).toJSON(null, false)).toEqual(description);
      expect(tf.memory().numTensors).toBe(tensors);
    });
  });
  it("repeats to the bit, and begins with the loss that a training begins with", async () => {
    const first = await withModel((model) => findLearningRate(model, short));
    expect(await withModel((model) => findLearningRate(model, short))).toEqual(first);
    const batch = {...short, batchSize: 48};
    const {points} = await withModel((model) => findLearningRate(model, batch));
    const {epochs} = await withModel((model) => train(model, {...batch, validation: batch.train, epochs: 1}));
    expect(points[0]!.loss).toBe(epochs[0]!.trainLoss);
  });
  it("tells how far it is, and stops at an abort with the model as it was", async () => {
    const told: string[] = [];
    const controller = new AbortController();
    const progress = (task: string, unit: string) => ({
      update: (done: number, total: number, note = "") => {
        told.push(`${task} ${done}/${total} ${unit} ${note}`);
        if (done === 3) controller.abort();
      },
      end: (note = "") => void told.push(note),
    });
    await withModel(async (model) => {
      const weights = readWeights(model);
      await expect(findLearningRate(model, {...options, progress, signal: controller.signal})).rejects.toMatchObject({
        code: "interrupted",
        message: "learning rates for toy-cnn: interrupted in step 4",
      });
      expect(readWeights(model)).toEqual(weights);
    });
    expect(told[0]).toMatch(/^learning rates for toy-cnn 1\/30 steps rate 0\.000010 {2}loss \d\.\d{3}$/);
    expect(told.slice(3)).toEqual(["stopped"]);
  });
  it("says so where the loss never falls", async () => {
    const hopeless = {...options, from: 1e3, to: 1e6, optimiser: {kind: "sgd"}} as const;
    await expect(withModel((model) => findLearningRate(model, hopeless))).rejects.toMatchObject({
      code: "diverged",
      message: expect.stringMatching(
        /^learning rates for toy-cnn: the loss did not fall from the first rate, 1000, on, in \d+ steps; begin lower, for instance from: 1e\+1/,
      ),
    });
  });
  it.each<[Partial<LearningRateSearchOptions>, string]>([
    [{from: 0}, "findLearningRate: from must be positive, got 0"],
    [{from: 1, to: 1}, "findLearningRate: to must be larger than from, 1, got 1"],
    [{steps: 5}, "findLearningRate: steps must be a whole number of at least 10, got 5"],
    [{smoothing: 1}, "findLearningRate: smoothing must lie in [0, 1), got 1"],
    [{batchSize: 0}, "train: batchSize must be a whole number of at least 1, got 0"],
  ])("refuses %o", async (change, message) => {
    await expect(withModel((model) => findLearningRate(model, {...options, ...change}))).rejects.toThrow(message);
  });
});
