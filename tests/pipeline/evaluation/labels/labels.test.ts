import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {accuracyWithout} from "../../../../src/pipeline/evaluation/labels/accuracyWithout.js";
import {calibratedJoint, roundedRow} from "../../../../src/pipeline/evaluation/labels/calibratedJoint.js";
import {chanceDoubts} from "../../../../src/pipeline/evaluation/labels/chanceDoubts.js";
import {confidentJoint} from "../../../../src/pipeline/evaluation/labels/confidentJoint.js";
import {doubtfulLabels} from "../../../../src/pipeline/evaluation/labels/doubtfulLabels.js";
import {labelNoise} from "../../../../src/pipeline/evaluation/labels/labelNoise.js";
import {labelQuality} from "../../../../src/pipeline/evaluation/labels/labelQuality.js";
import {plantedNoise} from "../../../../src/pipeline/evaluation/labels/plantedNoise.js";
import type {Predictions} from "../../../../src/pipeline/evaluation/predictions.js";
import {labelled} from "./labelled.js";

// Thresholds by hand: class 0 (0.9 + 0.8 + 0.1) / 3 = 0.6, class 1 (0.7 + 0.9 + 0.8) / 3 = 0.8.
const small = labelled([0, 0, 0, 1, 1, 1], [0.9, 0.1, 0.8, 0.2, 0.1, 0.9, 0.3, 0.7, 0.1, 0.9, 0.2, 0.8], 2);

/** A model that is right nine times in ten, and surer where it is; classes drawn at equal shares. */
function skilled(count: number, classCount: number): Predictions {
  const random = seeded("skilled");
  const labels = Array.from({length: count}, () => random.int(classCount));
  const rows = labels.flatMap((label) => {
    const isRight = random.next() < 0.9;
    const answer = isRight ? label : (label + 1 + random.int(classCount - 1)) % classCount;
    const confidence = isRight ? random.between(0.8, 0.99) : random.between(0.4, 0.9);
    return Array.from({length: classCount}, (_, k) =>
      k === answer ? confidence : (1 - confidence) / (classCount - 1),
    );
  });
  return labelled(labels, rows, classCount);
}

describe("confidentJoint(predictions)", () => {
  it("believes a class from its mean probability where the label names it", () => {
    const {thresholds, suggested, counts, labels} = confidentJoint(small);
    expect(thresholds[0]).toBeCloseTo(0.6, 6);
    expect(thresholds[1]).toBeCloseTo(0.8, 6);
    expect([...suggested]).toEqual([0, 0, 1, -1, 1, 1]);
    expect(counts).toEqual([
      [2, 1],
      [0, 2],
    ]);
    expect(labels).toEqual([3, 3]);
  });
  it("never suggests a class that no label names, however likely", () => {
    const {thresholds, suggested} = confidentJoint(labelled([0, 0], [0.1, 0.9, 0.2, 0.8], 2));
    expect(thresholds[1]).toBe(Number.POSITIVE_INFINITY);
    expect([...suggested]).toEqual([-1, 0]);
  });
  it("refuses an empty set", () => {
    expect(() => confidentJoint(labelled([], [], 2))).toThrow("expected at least one prediction, got none");
  });
});

describe("calibratedJoint(joint)", () => {
  it("scales each class to all of its labels", () => {
    expect(calibratedJoint(confidentJoint(small))).toEqual([
      [2, 1],
      [0, 3],
    ]);
  });
  it("takes labels for right where the model is confident of none, and leaves an absent class without any", () => {
    const joint = {
      counts: [
        [0, 0, 0],
        [0, 0, 0],
        [0, 0, 5],
      ],
      labels: [4, 0, 5],
    };
    expect(calibratedJoint(joint)).toEqual([
      [4, 0, 0],
      [0, 0, 0],
      [0, 0, 5],
    ]);
  });
  it("is rounded without changing how many labels a class has", () => {
    expect(roundedRow([2.4, 2.4, 2.2])).toEqual([2, 3, 2]);
    expect(roundedRow([1.5, 1.5, 2])).toEqual([2, 1, 2]);
    fc.assert(
      fc.property(
        fc.array(fc.integer({min: 0, max: 400}), {minLength: 1, maxLength: 10}),
        fc.nat(500),
        (row, total) => {
          const sum = row.reduce((a, b) => a + b, 0) || 1;
          const scaled = row.map((n) => (n / sum) * total);
          const rounded = roundedRow(scaled);
          const want = Math.round(scaled.reduce((a, b) => a + b, 0));
          expect(rounded.reduce((a, b) => a + b, 0)).toBe(want);
          rounded.forEach((n, k) => {
            expect(Math.abs(n - scaled[k]!)).toBeLessThan(1.001);
          });
        },
      ),
    );
  });
});

describe("doubtfulLabels(predictions)", () => {
  it("names label, suggestion and quality, the most doubtful first", () => {
    expect(doubtfulLabels(small)).toEqual([
      {row: 2, given: 0, givenName: "class 0", suggested: 1, suggestedName: "class 1", quality: Math.fround(0.1)},
    ]);
  });
  it("doubts no label where all answers are one class", () => {
    const one = labelled([0, 1, 0, 1], [0.9, 0.1, 0.9, 0.1, 0.9, 0.1, 0.9, 0.1], 2);
    // Class 1 is believed from 0.1 on, but the model itself prefers class 0; labels of class 1 are contradicted.
    expect(doubtfulLabels(one).map(({row}) => row)).toEqual([1, 3]);
    expect(labelNoise(one, {rounds: 5}).rate.value).toBeLessThanOrEqual(1);
  });
  it("leaves a class of one label alone when it prunes by noise rate", () => {
    const lone = labelled([0, 0, 1], [0.9, 0.1, 0.9, 0.1, 0.95, 0.05], 2);
    expect(doubtfulLabels(lone, {by: "noise-rate"})).toEqual([]);
  });
});

describe("labelQuality(predictions, score)", () => {
  it("lies below one half where the model prefers another class", () => {
    const margin = labelQuality(small, "normalised-margin");
    expect(margin[2]).toBeCloseTo((0.1 - 0.9 + 1) / 2, 6);
    margin.forEach((score, row) => {
      expect(score < 0.5).toBe(small.yPred[row] !== small.yTrue[row]);
    });
  });
});

describe("labelNoise(predictions)", () => {
  it("is the share off the diagonal of the calibrated joint, with each pair's share of its class", () => {
    const {rate, pairs, joint, count} = labelNoise(small, {rounds: 50});
    expect(count).toBe(6);
    expect(joint[0]).toEqual([2, 1]);
    expect(rate.value).toBeCloseTo(1 / 6, 12);
    expect(pairs).toHaveLength(1);
    expect(pairs[0]).toMatchObject({given: 0, actual: 1, confident: 1, expected: 1});
    expect(pairs[0]!.rate.value).toBeCloseTo(1 / 3, 12);
    expect(rate.low).toBeLessThanOrEqual(rate.value);
    expect(rate.high).toBeGreaterThanOrEqual(rate.value);
  });
  it("gives the same interval for the same seed, and another for another", () => {
    const noise = (seed: number): number => labelNoise(skilled(300, 3), {seed, rounds: 40}).rate.high;
    expect(noise(1)).toBe(noise(1));
    expect(noise(1)).not.toBe(noise(2));
  });
  it("finds no noise, with an interval of no width, where nothing is contradicted", () => {
    const clean = labelled([0, 1, 0, 1], [1, 0, 0, 1, 1, 0, 0, 1], 2);
    expect(labelNoise(clean, {rounds: 20})).toMatchObject({rate: {value: 0, low: 0, high: 0}, pairs: []});
  });
});

describe("accuracyWithout(predictions, rows)", () => {
  it("counts what is left, and how many errors went", () => {
    const {removed, removedErrors, count, accuracy} = accuracyWithout(small, [2, 3]);
    expect({removed, removedErrors, count, accuracy: accuracy.value}).toEqual({
      removed: 2,
      removedErrors: 1,
      count: 4,
      accuracy: 1,
    });
  });
  it("refuses to speak of nothing", () => {
    expect(() => accuracyWithout(small, [0, 1, 2, 3, 4, 5])).toThrow("none of 6 rows is left");
  });
});

describe("plantedNoise(predictions)", () => {
  const model = skilled(2000, 10);
  it("finds nearly all labels that were flipped to any other class, among few that were not", () => {
    const {planted, recall, precision} = plantedNoise(model, {share: 0.05, rounds: 4, seed: 1});
    expect(planted).toBe(100);
    // The model is right of nine in ten, and confident of somewhat more than half of these.
    expect(recall.value).toBeGreaterThan(0.4);
    expect(recall.value).toBeLessThan(0.95);
    expect(precision.value).toBeGreaterThan(0.5);
  });
  it("finds no fewer of them by noise rate", () => {
    const by = (rule: "confident-joint" | "noise-rate"): number =>
      plantedNoise(model, {rounds: 4, seed: 1, by: rule}).recall.value;
    expect(by("noise-rate")).toBeGreaterThanOrEqual(by("confident-joint"));
  });
  it("shows that accuracy without doubtful labels lies above the truth", () => {
    const {accuracy, excess} = plantedNoise(model, {rounds: 4, seed: 1});
    expect(accuracy.planted.value).toBeLessThan(accuracy.before);
    expect(excess.value).toBeCloseTo(accuracy.without.value - accuracy.before, 12);
    expect(excess.low).toBeGreaterThan(0);
  });
  it("refuses a share that flips nothing", () => {
    expect(() => plantedNoise(small, {share: 0.01})).toThrow("share 0.01 flips 0 of 6 labels");
  });
});

describe("chanceDoubts(predictions)", () => {
  // Of 1,000 pictures each is called class 0 with a probability of 0.9; in such a world a tenth of the labels is class 1, which is
  // believed from 0.1 on: all of them are contradicted, though none is wrong.
  const tenth = (labels: readonly number[]): Predictions =>
    labelled(
      labels,
      labels.flatMap(() => [0.9, 0.1]),
      2,
    );
  it("counts what would be in doubt if every label were right", () => {
    const {doubtful, accuracy, without} = chanceDoubts(
      tenth(Array.from({length: 1000}, (_, i) => Number(i % 10 === 0))),
      {
        seed: 1,
      },
    );
    expect(doubtful.value).toBeGreaterThan(85);
    expect(doubtful.value).toBeLessThan(115);
    expect(accuracy.value).toBeCloseTo(1 - doubtful.value / 1000, 6);
    expect(without.value).toBe(1);
  });
  it("leaves only what goes beyond that to wrong labels", () => {
    const beyond = (everyOther: number): number =>
      chanceDoubts(tenth(Array.from({length: 1000}, (_, i) => Number(i % everyOther === 0))), {seed: 1}).beyond.low;
    expect(beyond(10)).toBeLessThan(0);
    expect(beyond(5)).toBeGreaterThan(50);
  });
  it("draws from what is believed instead, of the same size", () => {
    const believed = tenth([0, 0, 0]);
    expect(chanceDoubts(tenth([0, 0, 1]), {believed, rounds: 3}).rounds).toBe(3);
    expect(() => chanceDoubts(tenth([0, 1]), {believed})).toThrow("expected 4 believed probabilities, got 6");
  });
});
