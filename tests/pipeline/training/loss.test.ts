import {beforeAll, describe, expect, it} from "vitest";
import type {ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import type {NamedWeight} from "../../../src/pipeline/model/namedWeight.js";
import {readWeights} from "../../../src/pipeline/model/weights.js";
import {assertLoss, computeLoss, type Loss} from "../../../src/pipeline/training/loss.js";
import {type TrainOptions, train} from "../../../src/pipeline/training/train.js";
import {toySet, toyShape, useCpu} from "../model/toySet.js";

beforeAll(useCpu);

describe("computeLoss(loss, options)", () => {
  // One row of two even logits: p = 1/2.
  const even = {logits: new Float32Array(2), labels: Uint8Array.of(1), classCount: 2};

  it.each<[Loss, number]>([
    [{kind: "cross-entropy"}, Math.log(2)],
    [{kind: "cross-entropy", classWeights: [1, 3]}, 3 * Math.log(2)],
    [{kind: "focal"}, 0.25 * Math.log(2)],
    [{kind: "focal", gamma: 1, alpha: 2, classWeights: [1, 3]}, 2 * 3 * 0.5 * Math.log(2)],
  ])("%o costs an even guess of two classes %d", (loss, expected) => {
    expect(computeLoss(loss, even).loss).toBeCloseTo(expected, 6);
  });
});

describe("train(model, {loss})", () => {
  const seen = toySet("train", 96);
  const options: TrainOptions = {
    train: seen,
    validation: toySet("validation", 40),
    epochs: 8,
    batchSize: 32,
  };

  it("learns by the focal loss as well", async () => {
    const model = denseNet({...toyShape, units: [16]});
    const schedule = {kind: "constant", learningRate: 0.01} as const;
    const {epochs} = await train(model, {...options, schedule, loss: {kind: "focal"}});
    expect(epochs.at(-1)!.trainLoss).toBeLessThan(epochs[0]!.trainLoss / 4);
    expect(epochs.at(-1)!.validationAccuracy).toBeGreaterThan(0.9);
    model.dispose();
  });
  it("gives a class that weighs nothing no part in the learning", async () => {
    const unseen = {
      ...seen,
      images: seen.images.map((level, i) => (seen.labels[Math.floor(i / 100)] === 0 ? 0 : level)),
    };
    const weightsAfter = async (set: ImageSet, classWeights: readonly number[]): Promise<NamedWeight[]> => {
      const model = denseNet({...toyShape, units: [16]});
      await train(model, {...options, train: set, epochs: 2, loss: {kind: "cross-entropy", classWeights}});
      const weights = readWeights(model);
      model.dispose();
      return weights;
    };
    expect(await weightsAfter(unseen, [0, 1, 1, 1])).toEqual(await weightsAfter(seen, [0, 1, 1, 1]));
    expect(await weightsAfter(unseen, [1, 1, 1, 1])).not.toEqual(await weightsAfter(seen, [1, 1, 1, 1]));
  });
});

describe("assertLoss(loss, model)", () => {
  it.each<[Loss, string]>([
    [{kind: "focal", gamma: -1}, "gamma must be at least 0, got -1"],
    [{kind: "cross-entropy", classWeights: [1]}, "classWeights must be 2 numbers of at least 0, one a class, got [1]"],
    [{kind: "focal", classWeights: [1, -2]}, "loss focal: classWeights must be 2 numbers of at least 0"],
    [
      {kind: "binary-cross-entropy"},
      'does not fit a network that ends in 2 logits; expected "cross-entropy" or "focal"',
    ],
  ])("refuses %o", (loss, message) => {
    expect(() => assertLoss(loss, {classCount: 2, logitCount: 2})).toThrow(message);
  });
});
