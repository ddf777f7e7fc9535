import {afterAll, beforeAll, describe, expect, it} from "vitest";
import type {ExampleSet} from "../../../src/pipeline/dataset/imageSet.js";
import {denseNet} from "../../../src/pipeline/model/denseNet.js";
import type {Model} from "../../../src/pipeline/model/model.js";
import {assertTrainable} from "../../../src/pipeline/training/assertTrainable.js";
import {type TrainOptions, withDefaults} from "../../../src/pipeline/training/trainOptions.js";
import {toySet, toyShape, useCpu} from "../model/toySet.js";

const sets = {train: toySet("train", 40), validation: toySet("validation", 10)};
let model: Model;

beforeAll(async () => {
  await useCpu();
  model = denseNet({...toyShape, units: [4]});
});
afterAll(() => model.dispose());

const check = (change: Partial<TrainOptions>): void =>
  assertTrainable(model, withDefaults({...sets, epochs: 1, ...change}));

describe("options of a training", () => {
  it("pass as they should be", () => {
    expect(() => check({})).not.toThrow();
    expect(() => check({labelSmoothing: 0.1, clip: 1, minDelta: 0.01, watch: "accuracy", patience: 2})).not.toThrow();
  });
  it.each<[Partial<TrainOptions>, string]>([
    [{epochs: 0}, "train: epochs must be a whole number of at least 1, got 0"],
    [{epochs: 2.5}, "train: epochs must be a whole number of at least 1, got 2.5"],
    [{batchSize: Number.NaN}, "train: batchSize must be a whole number of at least 1, got NaN"],
    [{labelSmoothing: 1}, "train: labelSmoothing must lie in [0, 1), got 1"],
    [{labelSmoothing: -0.1}, "train: labelSmoothing must lie in [0, 1), got -0.1"],
    [{patience: 0}, "train: patience must be at least 1, got 0"],
    [{clip: 0}, "train: clip must be positive, got 0"],
    [{clip: Number.POSITIVE_INFINITY}, "train: clip must be positive, got Infinity"],
    [{minDelta: -1}, "train: minDelta must be a number of at least 0, got -1"],
    [{watch: "f1" as "loss"}, 'train: watch must be "loss" or "accuracy", got "f1"'],
    [{optimiser: {kind: "sgd", momentum: 2}}, "optimiser sgd: momentum must lie in [0, 1), got 2"],
    [{schedule: {kind: "constant", learningRate: -1}}, "schedule constant: learningRate must be positive, got -1"],
    [
      {loss: {kind: "cross-entropy", classWeights: [1, 2]}},
      "loss cross-entropy: classWeights must be 4 numbers of at least 0, one a class, got [1, 2]",
    ],
    [{loss: {kind: "focal", gamma: -1}}, "focal loss: gamma must be at least 0, got -1"],
  ])("are refused: %o", (change, message) => {
    expect(() => check(change)).toThrowError(expect.objectContaining({code: "bad-option", message}));
  });
});

describe("examples of a training", () => {
  const {train} = sets;
  const floats = Float32Array.from(train.images);
  const withNaN = floats.map((level, i) => (i === 12 * 100 + 7 ? Number.NaN : level));
  const only = (...classes: number[]): ExampleSet => ({
    ...train,
    labels: train.labels.map((label) => classes[label % classes.length]!),
  });

  it("may be floats, and the validation set may lack a class", () => {
    expect(() => check({train: {...train, images: floats}, validation: only(0)})).not.toThrow();
  });
  it.each<[string, Partial<TrainOptions>, {code: string; message: string}]>([
    ["an empty set", {train: {...train, count: 0}}, {code: "bad-data", message: "the train set has no pictures"}],
    [
      "an empty validation set",
      {validation: {...sets.validation, count: 0}},
      {code: "bad-data", message: "the validation set has no pictures"},
    ],
    [
      "pictures of another size",
      {validation: {...sets.validation, height: 5, width: 20}},
      {code: "bad-shape", message: "model dense takes pictures of 10 x 10 x 1, the validation set has 5 x 20 x 1"},
    ],
    [
      "another number of classes",
      {train: {...train, classNames: ["left", "right"]}},
      {code: "bad-shape", message: "model dense knows 4 classes, the train set has 2"},
    ],
    [
      "too few pixels",
      {train: {...train, count: 41}},
      {code: "bad-shape", message: "the train set: expected 41 x 10 x 10 x 1 = 4100 numbers, got 4000"},
    ],
    [
      "too few labels",
      {train: {...train, labels: train.labels.slice(1)}},
      {code: "bad-shape", message: "the train set: expected 40 labels, one a picture, got 39"},
    ],
    [
      "a label of no class",
      {validation: {...sets.validation, labels: sets.validation.labels.map((label, i) => (i === 3 ? 4 : label))}},
      {code: "bad-data", message: "the validation set, row 3: model dense knows 4 classes, got label 4"},
    ],
    [
      "a class without examples",
      {train: only(0, 1, 3)},
      {
        code: "bad-data",
        message:
          "the train set has no example of bottom left, which a model could not learn so; add examples, or leave that class out of classNames",
      },
    ],
    [
      "numbers that are none",
      {train: {...train, images: withNaN}},
      {
        code: "bad-data",
        message:
          "the train set, row 12: holds NaN, from which no network can learn; leave the row out, or see how its numbers were computed",
      },
    ],
  ])("are refused: %s", (_, change, error) => {
    expect(() => check(change)).toThrowError(expect.objectContaining(error));
  });
});
