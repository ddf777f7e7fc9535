import {describe, expect, it} from "vitest";
import type {Payload, PlotPayload} from "../../../src/core/payload.js";
import type {ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {calibration} from "../../../src/pipeline/evaluation/calibration/calibration.js";
import {evaluate} from "../../../src/pipeline/evaluation/evaluate.js";
import type {Predictions} from "../../../src/pipeline/evaluation/predictions.js";
import {brightnessByClass} from "../../../src/pipeline/explore/brightness.js";
import {classCounts} from "../../../src/pipeline/explore/classCounts.js";
import {classResemblance} from "../../../src/pipeline/explore/classResemblance.js";
import {meanPictures} from "../../../src/pipeline/explore/meanPictures.js";
import {pixelHistogram} from "../../../src/pipeline/explore/pixelHistogram.js";
import {sampleByClass} from "../../../src/pipeline/explore/sampleByClass.js";
import {brightnessFigure} from "../../../src/pipeline/figure/brightnessFigure.js";
import {calibrationFigure} from "../../../src/pipeline/figure/calibrationFigure.js";
import {checkTable} from "../../../src/pipeline/figure/checkTable.js";
import {classCountsFigure} from "../../../src/pipeline/figure/classCountsFigure.js";
import {classTable} from "../../../src/pipeline/figure/classTable.js";
import {confusionFigure} from "../../../src/pipeline/figure/confusionFigure.js";
import {intensityFigure} from "../../../src/pipeline/figure/intensityFigure.js";
import {learningFigure} from "../../../src/pipeline/figure/learningFigure.js";
import {meanPicturesFigure} from "../../../src/pipeline/figure/meanPicturesFigure.js";
import {resemblanceFigure} from "../../../src/pipeline/figure/resemblanceFigure.js";
import {sampleFigure} from "../../../src/pipeline/figure/sampleFigure.js";
import {trainingTable} from "../../../src/pipeline/figure/trainingTable.js";

/** Six pictures of 2 x 2: four dark bags, two light coats. */
const set: ImageSet = {
  name: "train",
  images: Uint8Array.from([0, 10, 0, 10, 0, 20, 0, 20, 0, 10, 0, 10, 0, 20, 0, 20, 200, 0, 200, 0, 100, 0, 100, 0]),
  labels: Uint8Array.from([0, 0, 0, 0, 1, 1]),
  count: 6,
  height: 2,
  width: 2,
  channels: 1,
  classNames: ["Bag", "Coat"],
};
const answers: Predictions = {
  classNames: ["Bag", "Coat"],
  count: 6,
  yTrue: set.labels,
  yPred: Uint8Array.from([0, 0, 0, 1, 1, 1]),
  probabilities: Float32Array.from([1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1]),
};
const evaluation = evaluate(answers);
const epoch = {learningRate: 0.1, trainLoss: 1, trainAccuracy: 0.5, validationLoss: 1, validationAccuracy: 0.5};
const history = {
  epochs: [
    {...epoch, epoch: 1},
    {...epoch, epoch: 2, validationLoss: 0.5, validationAccuracy: 0.9},
    {...epoch, epoch: 3},
  ],
  bestEpoch: 2,
  stoppedEarly: false,
};
const calibrated = calibration(answers, {rounds: 20});

const figures: readonly Payload[] = [
  classCountsFigure(classCounts(set)),
  sampleFigure(set, sampleByClass(set, {perClass: 2, seed: 1})),
  intensityFigure(pixelHistogram(set)),
  brightnessFigure(brightnessByClass(set)),
  meanPicturesFigure(meanPictures(set)),
  resemblanceFigure(classResemblance(set)),
  learningFigure([{name: "CNN", history}]),
  confusionFigure(evaluation, {modelName: "CNN"}),
  calibrationFigure([{name: "as it is", calibration: calibrated}], {caption: "Reliability."}),
];

describe("the figures", () => {
  it.each(figures)("$id has a caption and a text for those who cannot see it", (figure) => {
    expect(figure).toMatchObject({
      id: expect.any(String),
      caption: expect.stringMatching(/.+\.$/),
      alt: expect.any(String),
    });
  });

  it("have ids of their own", () => {
    const ids = figures.map((figure) => ("id" in figure ? figure.id : ""));
    expect(new Set(ids).size).toBe(figures.length);
  });

  it.each(figures)("$id holds numbers that JSON can carry", (figure) => {
    expect(JSON.parse(JSON.stringify(figure))).toEqual(figure);
  });

  it("tell their sample size and finding from the numbers they are given", () => {
    const [counts, , , brightness] = figures as readonly PlotPayload[];
    expect(counts!.caption).toBe("Pictures of each class (train: 2 to 4 a class).");
    expect(brightness!.caption).toContain("from 8 (Bag) to 75 (Coat)");
    expect(confusionFigure(evaluation, {modelName: "CNN"}).caption).toBe(
      "What the CNN took for what, on 6 test pictures. Rows are truth and add up to 100 %. The commonest slip: once Bag was called Coat.",
    );
    expect(learningFigure([{name: "CNN", history}]).alt).toContain("CNN: epoch 2 of 3, 90.0 % on validation");
  });

  it("the confusion matrix shows each row's shares and writes the counts", () => {
    const [{z, text}] = confusionFigure(evaluation, {modelName: "CNN"}).data as unknown as [
      {z: number[][]; text: string[][]},
    ];
    expect(z).toEqual([
      [0.75, 0.25],
      [0, 1],
    ]);
    expect(text).toEqual([
      ["3", "1"],
      ["", "2"],
    ]);
  });
});

describe("the tables", () => {
  it("give each class its support and intervals", () => {
    const {rows} = classTable(evaluation, {modelName: "CNN"});
    expect(rows.map(([name, support]) => [name, support])).toEqual([
      ["Bag", 4],
      ["Coat", 2],
    ]);
    expect(rows[0]![3]).toMatchObject({value: 0.75, level: 0.95});
  });

  it("give each training the epoch it kept", () => {
    const {rows} = trainingTable([{name: "CNN", model: {parameterCount: 7}, history}], {validationCount: 600});
    expect(rows).toEqual([["CNN", 7, 3, 2, 0.5, 0.9]]);
  });

  it("shorten hashes and lists in the checks, and shout what failed", () => {
    const hash = "a".repeat(64);
    const checks = [
      {name: "hash", expected: hash, got: hash, ok: true},
      {name: "classes", expected: "a, b, c, d", got: "a, b", ok: false},
    ];
    expect(checkTable(checks).rows).toEqual([
      ["hash", `${"a".repeat(12)}…`, "the same", "passed"],
      ["classes", "a, b and 2 more", "a, b", "FAILED"],
    ]);
  });
});
