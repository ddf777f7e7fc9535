import {describe, expect, it} from "vitest";
import type {ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {classSimilarity} from "../../../src/pipeline/evaluation/classSimilarity.js";
import {causeOf} from "../../../src/pipeline/evaluation/errorCause.js";
import {errorClusters} from "../../../src/pipeline/evaluation/errorClusters.js";
import {predictions} from "../../../src/pipeline/evaluation/predictions.js";

// Classes 0 and 1 look alike (correlation 0.99), class 2 is the negative of class 0.
const pictures = [
  [0, 0, 200, 200],
  [0, 40, 200, 200],
  [200, 200, 0, 0],
];
const labels = [0, 0, 1, 1, 2, 2];
const set: ImageSet = {
  name: "test",
  images: Uint8Array.from(labels.flatMap((k) => pictures[k]!)),
  labels: Uint8Array.from(labels),
  count: 6,
  height: 2,
  width: 2,
  channels: 1,
  classNames: ["shirt", "top", "bag"],
};
const found = predictions(
  set,
  Float32Array.from(
    [
      [0.25, 0.75, 0], // wrong: shirt called top, looks alike
      [0.9, 0.1, 0],
      [0.55, 0.45, 0], // wrong: top called shirt, unsure
      [0, 1, 0],
      [0.99, 0, 0.01], // wrong: bag called shirt, sure
      [0, 0, 1],
    ].flat(),
  ),
);

describe("classSimilarity(set)", () => {
  it("is Pearson's correlation of the mean pictures", () => {
    const similarity = classSimilarity(set);
    // (0, 0, 200, 200) against (0, 40, 200, 200): covariance 9000, deviations 100 and sqrt(8300).
    expect(similarity[0]![1]).toBeCloseTo(9000 / (100 * Math.sqrt(8300)), 12);
    expect(similarity[1]![0]).toBe(similarity[0]![1]);
    expect(similarity[0]![2]).toBeCloseTo(-1, 12);
    expect(similarity[2]![2]).toBe(1);
  });
  it("is 0 for a class without pictures, not NaN", () => {
    expect(classSimilarity({...set, classNames: [...set.classNames, "coat"]})[0]![3]).toBe(0);
  });
});

describe("causeOf(evidence)", () => {
  it("applies its rules in order: sure, alike, unsure, none", () => {
    expect(causeOf({confidence: 0.97, similarity: 0.9})).toBe("possible-label-noise");
    expect(causeOf({confidence: 0.4, similarity: 0.9})).toBe("look-alike");
    expect(causeOf({confidence: 0.4, similarity: 0.2})).toBe("uncertain");
    expect(causeOf({confidence: 0.8, similarity: 0.2})).toBe("unexplained");
  });
  it("takes other lines where told", () => {
    expect(causeOf({confidence: 0.8, similarity: 0.2}, {sure: 0.75})).toBe("possible-label-noise");
  });
});

describe("errorClusters(predictions, set)", () => {
  it("groups by the pair of classes, both ways together, largest first", () => {
    const clusters = errorClusters(found, set);
    expect(clusters.map(({title, count}) => [title, count])).toEqual([
      ["shirt / top", 2],
      ["shirt / bag", 1],
    ]);
    expect(clusters[0]!.share).toBeCloseTo(2 / 3, 12);
    expect(clusters[0]!.meanConfidence).toBeCloseTo(0.65, 6);
    expect(clusters.map(({cause}) => cause)).toEqual(["look-alike", "possible-label-noise"]);
    expect(clusters[0]!.causes).toEqual({"look-alike": 2, uncertain: 0, "possible-label-noise": 0, unexplained: 0});
    expect(clusters[0]!.examples.map(({row}) => row)).toEqual([0, 2]);
  });
  it("groups by the cause of each error; sizes add up to all errors, shares to 1", () => {
    const clusters = errorClusters(found, set, {by: "cause"});
    expect(clusters.map(({cause}) => cause).sort()).toEqual(["look-alike", "possible-label-noise"]);
    expect(clusters.reduce((sum, {count}) => sum + count, 0)).toBe(3);
    expect(clusters.reduce((sum, {share}) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(clusters.every(({classes}) => classes === undefined)).toBe(true);
  });
  it("finds nothing where nothing is wrong", () => {
    const right = predictions(set, Float32Array.from(labels.flatMap((k) => [0, 1, 2].map((j) => Number(j === k)))));
    expect(errorClusters(right, set)).toEqual([]);
  });
  it("refuses predictions of another set", () => {
    expect(() => errorClusters(found, {...set, count: 5})).toThrow("for the 5 pictures of the test set, got 6");
  });
});
