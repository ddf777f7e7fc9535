import {describe, expect, it} from "vitest";
import {labelNoise} from "../../../../src/pipeline/evaluation/labels/labelNoise.js";
import {plantedNoise} from "../../../../src/pipeline/evaluation/labels/plantedNoise.js";
import {
  accuracyWithoutTable,
  noisyPairTable,
  plantedNoiseTable,
} from "../../../../src/pipeline/figure/labels/labelTables.js";
import {labelBasis, roundingWords} from "../../../../src/pipeline/figure/labels/labelWords.js";
import {noiseFigure} from "../../../../src/pipeline/figure/labels/noiseFigure.js";
import type {OutOfFoldRecord} from "../../../../src/pipeline/study/labels/outOfFold.js";
import {labelled} from "../../evaluation/labels/labelled.js";

const found = labelled([0, 0, 0, 1, 1, 1], [0.9, 0.1, 0.8, 0.2, 0.1, 0.9, 0.3, 0.7, 0.1, 0.9, 0.2, 0.8], 2);
const noise = labelNoise(found, {rounds: 10});

describe("the figure and the table of label noise", () => {
  it("leave right labels out, and name the worst direction", () => {
    const {data, caption} = noiseFigure(noise, {classNames: found.classNames, of: "training pictures"});
    expect(data[0]).toMatchObject({
      z: [
        [null, 1 / 3],
        [0, null],
      ],
      text: [
        ["", "1"],
        ["", ""],
      ],
    });
    expect(caption).toContain("about 1 labelled class 0 that show class 1");
    expect(noisyPairTable(noise.pairs, {of: "training pictures"}).rows[0]!.slice(0, 4)).toEqual([
      "class 0",
      "class 1",
      1,
      1,
    ]);
  });
  it("say so where no label is contradicted", () => {
    const clean = labelNoise(labelled([0, 1], [1, 0, 0, 1], 2), {rounds: 5});
    expect(noiseFigure(clean, {classNames: ["a", "b"], of: "test pictures"}).caption).toContain(
      "No label is contradicted.",
    );
  });
});

describe("the tables of accuracy", () => {
  it("say what was left out, and what was flipped", () => {
    const accuracy = {value: 0.9, low: 0.8, high: 0.95, level: 0.95};
    const row = {without: "nothing", removed: 0, removedErrors: 0, count: 6, accuracy};
    expect(accuracyWithoutTable([row], {modelName: "toy"}).rows).toEqual([["nothing", 0, 0, 6, accuracy]]);
    const planted = {flipped: "to any other class", ...plantedNoise(found, {share: 0.2, rounds: 2})};
    expect(plantedNoiseTable([planted], {count: 6}).caption).toContain("of which 1 of 6 were flipped on purpose");
  });
});

describe("labelBasis(record) and roundingWords(record)", () => {
  const record = {
    folds: [{}, {}],
    epochs: 6,
    accuracy: 0.93243,
    rounding: {changedAnswers: 4, doubtful: {exact: 783, recorded: 782, both: 781}},
  } as unknown as OutOfFoldRecord;
  it("say who answered, how well, and what rounding changed", () => {
    expect(labelBasis(record, {doubtful: 783, count: 60000})).toBe(
      "Each training picture was answered by one of 2 SE-ResNets that had learnt from the others for 6 epochs, right on 93.2 % (as recorded by lookbook measure labels): 783 of 60,000 labels are in doubt.",
    );
    expect(roundingWords(record)).toContain("made 4 of them others and left 781 of 783 doubts as they were");
  });
  it("say that nothing is recorded", () => {
    expect(labelBasis(undefined, {doubtful: 1, count: 6})).toContain(
      "so the test pictures are asked instead: 1 of 6 labels",
    );
    expect(roundingWords(undefined)).toContain("not rounded");
  });
});
