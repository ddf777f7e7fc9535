import {describe, expect, it} from "vitest";
import type {ImageSet} from "../../../../src/pipeline/dataset/imageSet.js";
import {classSimilarity} from "../../../../src/pipeline/evaluation/classSimilarity.js";
import {causeOf} from "../../../../src/pipeline/evaluation/errors/errorCause.js";
import {errorClusters} from "../../../../src/pipeline/evaluation/errors/errorClusters.js";
import {oddPictures} from "../../../../src/pipeline/evaluation/errors/oddPictures.js";
import {predictions} from "../../../../src/pipeline/evaluation/predictions.js";

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
  const plain = {isDoubtful: false, isOdd: false, confidence: 0.8, similarity: 0.2};
  it("applies its rules in order: label in doubt, odd picture, alike, unsure, none", () => {
    expect(causeOf({...plain, isDoubtful: true, isOdd: true, similarity: 0.9})).toBe("label-in-doubt");
    expect(causeOf({...plain, isOdd: true, similarity: 0.9})).toBe("odd-picture");
    expect(causeOf({...plain, confidence: 0.4, similarity: 0.9})).toBe("look-alike");
    expect(causeOf({...plain, confidence: 0.4})).toBe("uncertain");
    expect(causeOf(plain)).toBe("unexplained");
  });
  it("takes other lines where told", () => {
    expect(causeOf(plain, {unsure: 0.9})).toBe("uncertain");
    expect(causeOf(plain, {alike: 0.1})).toBe("look-alike");
  });
});

describe("errorClusters(predictions, set)", () => {
  const none = {"label-in-doubt": 0, "odd-picture": 0, "look-alike": 0, uncertain: 0, unexplained: 0};
  it("groups by the pair of classes, both ways together, largest first", () => {
    const clusters = errorClusters(found, set, {doubtful: [4]});
    expect(clusters.map(({title, count}) => [title, count])).toEqual([
      ["shirt / top", 2],
      ["shirt / bag", 1],
    ]);
    expect(clusters[0]!.share).toBeCloseTo(2 / 3, 12);
    expect(clusters[0]!.meanConfidence).toBeCloseTo(0.65, 6);
    expect(clusters.map(({cause}) => cause)).toEqual(["look-alike", "label-in-doubt"]);
    expect(clusters[0]!.causes).toEqual({...none, "look-alike": 2});
    expect(clusters[0]!.examples.map(({row}) => row)).toEqual([0, 2]);
  });
  it("names the commonest cause of a group, and of two as common the one that is tried first", () => {
    const [pair] = errorClusters(found, set, {odd: [2]});
    expect(pair!.causes).toEqual({...none, "look-alike": 1, "odd-picture": 1});
    expect(pair!.cause).toBe("odd-picture");
  });
  it("groups by the cause of each error; sizes add up to all errors, shares to 1", () => {
    const clusters = errorClusters(found, set, {by: "cause", doubtful: [4]});
    expect(clusters.map(({cause}) => cause).sort()).toEqual(["label-in-doubt", "look-alike"]);
    expect(clusters.reduce((sum, {count}) => sum + count, 0)).toBe(3);
    expect(clusters.reduce((sum, {share}) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(clusters.every(({classes}) => classes === undefined)).toBe(true);
  });
  it("prices a group: errors that are answered at their price, those below the threshold at that of a person", () => {
    const costs = {error: 20, review: 1, reviewerError: 0.1};
    const [pair] = errorClusters(found, set, {threshold: 0.6, costs});
    expect(pair!.caught).toBe(1);
    expect(pair!.cost).toBeCloseTo((1000 * (20 + (1 + 0.1 * 20))) / 6, 9);
  });
  it("finds nothing where nothing is wrong", () => {
    const right = predictions(set, Float32Array.from(labels.flatMap((k) => [0, 1, 2].map((j) => Number(j === k)))));
    expect(errorClusters(right, set)).toEqual([]);
  });
  it("refuses predictions of another set", () => {
    expect(() => errorClusters(found, {...set, count: 5})).toThrow("for the 5 pictures of the test set, got 6");
  });
});

describe("oddPictures(predictions, sets)", () => {
  // Twenty training pictures of each class, and one test picture that is far brighter than any of its class.
  const many = Array.from({length: 20}, () => [0, 1, 2]).flat();
  const train = {
    ...set,
    name: "train",
    images: Uint8Array.from(many.flatMap((k) => pictures[k]!)),
    labels: Uint8Array.from(many),
    count: many.length,
  };
  it("says what is odd about a wrong picture, and how many are odd among wrong and right answers", () => {
    const images = Uint8Array.from(set.images);
    images.set([0, 0, 255, 255], 0);
    const {reasons, amongErrors, amongRight} = oddPictures(found, {train, set: {...set, images}});
    expect([...reasons.keys()]).toEqual([0]);
    expect(reasons.get(0)).toEqual(["brighter", "far from training"]);
    expect(amongErrors.value).toBeCloseTo(1 / 3, 12);
    expect(amongRight.value).toBe(0);
  });
  it("calls nothing odd where nothing is wrong and everything was seen before", () => {
    const right = predictions(set, Float32Array.from(labels.flatMap((k) => [0, 1, 2].map((j) => Number(j === k)))));
    const {reasons, amongErrors} = oddPictures(right, {train, set});
    expect(reasons.size).toBe(0);
    expect(amongErrors).toMatchObject({value: 0, low: 0, high: 1});
  });
});
