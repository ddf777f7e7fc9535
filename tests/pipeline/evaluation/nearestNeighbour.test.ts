import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {quantile} from "../../../src/core/statistics.js";
import type {ExampleSet} from "../../../src/pipeline/dataset/imageSet.js";
import {moonsDataset} from "../../../src/pipeline/dataset/moonsDataset.js";
import {joinPredictions} from "../../../src/pipeline/evaluation/joinPredictions.js";
import {nearestNeighbour} from "../../../src/pipeline/evaluation/nearestNeighbour.js";
import {predictions} from "../../../src/pipeline/evaluation/predictions.js";

/** Points of the plane. */
function points(name: string, images: readonly number[], labels: readonly number[]): ExampleSet {
  return {
    name,
    images: Float32Array.from(images),
    labels: Uint8Array.from(labels),
    count: labels.length,
    height: 1,
    width: 1,
    channels: 2,
    classNames: ["outer", "inner"],
  };
}

describe("nearestNeighbour(known, asked)", () => {
  const known = points("train", [0, 0, 10, 0, 10, 0], [1, 0, 1]);

  it("answers with the class of the nearest example, at its distance; of two as near with the first", () => {
    const found = nearestNeighbour(known, points("test", [3, 4, 10, 1], [1, 1]));
    expect([...found.rows]).toEqual([0, 1]);
    expect([...found.distances]).toEqual([5, 1]);
    expect([...found.predictions.yPred]).toEqual([1, 0]);
    expect([...found.predictions.probabilities]).toEqual([0, 1, 1, 0]);
  });
  it("finds test points as near as scikit-learn finds them, and is right on nearly all", () => {
    const {noisy} = JSON.parse(readFileSync("tests/fixtures/sklearn/moons.json", "utf8")) as {
      noisy: readonly {noise: number; count: number; medianDistance: number}[];
    };
    const {train, test, noise} = moonsDataset({count: 3200, seed: 1});
    const {distances, predictions: answers} = nearestNeighbour(train, test);
    const wrong = answers.yPred.filter((label, i) => label !== answers.yTrue[i]).length;
    expect(wrong / test.count).toBeLessThan(0.01);
    // 2,000 known points rather than 4,000: distances in the plane grow with the root.
    const expected = noisy.find((each) => each.noise === noise)!.medianDistance * Math.SQRT2;
    expect(quantile(distances, 0.5) / expected).toBeGreaterThan(0.9);
    expect(quantile(distances, 0.5) / expected).toBeLessThan(1.1);
  });
  it("refuses examples of another size, and a set of none", () => {
    const wide = {...known, channels: 3, images: new Float32Array(9)};
    expect(() => nearestNeighbour(wide, known)).toThrow(
      "expected examples of 2 numbers to compare with, the train set has 3 of 3",
    );
    expect(() => nearestNeighbour({...known, count: 0}, known)).toThrow("the train set has 0 of 2");
  });
});

describe("joinPredictions(parts)", () => {
  const part = (labels: readonly number[]) =>
    predictions(
      points(
        "test",
        labels.flatMap(() => [0, 0]),
        labels,
      ),
      Float32Array.from(labels.flatMap(() => [0.2, 0.8])),
    );

  it("puts answers one behind the other", () => {
    const joined = joinPredictions([part([0, 1]), part([1])]);
    expect(joined).toMatchObject({count: 3, yTrue: Uint8Array.of(0, 1, 1), yPred: Uint8Array.of(1, 1, 1)});
    expect(joined.probabilities).toHaveLength(6);
  });
  it("refuses none, and other classes", () => {
    expect(() => joinPredictions([])).toThrow("at least one set of answers");
    expect(() => joinPredictions([part([0]), {...part([0]), classNames: ["a", "b"]}])).toThrow("got a, b");
  });
});
