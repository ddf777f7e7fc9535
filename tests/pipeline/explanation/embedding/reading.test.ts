import {describe, expect, it} from "vitest";
import {errorNeighbours} from "../../../../src/pipeline/explanation/embedding/reading/errorNeighbours.js";
import {
  neighbourLabels,
  touchingClasses,
} from "../../../../src/pipeline/explanation/embedding/reading/neighbourLabels.js";
import {outliers} from "../../../../src/pipeline/explanation/embedding/reading/outliers.js";
import {purityGain} from "../../../../src/pipeline/explanation/embedding/reading/purityGain.js";

const near = {count: 4, size: 2, rows: Int32Array.from([1, 2, 0, 3, 3, 0, 2, 1])};
const labels = [0, 0, 1, 1];

describe("neighbourLabels(neighbours, options)", () => {
  it("counts neighbours of the same label, point by point and class by class; a class without points has none", () => {
    const found = neighbourLabels(near, {labels, classCount: 3});
    expect([...found.byPoint]).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect([...found.byClass]).toEqual([0.5, 0.5, 0]);
    expect(found.purity).toBe(0.5);
    expect(found.shares.map((row) => [...row])).toEqual([
      [0.5, 0.5, 0],
      [0.5, 0.5, 0],
      [0, 0, 0],
    ]);
    expect(touchingClasses(found)).toEqual([{classes: [0, 1], there: 0.5, back: 0.5, share: 0.5}]);
  });
  it("reads the labels of others where the neighbours are others", () => {
    const {byPoint} = neighbourLabels(near, {labels, knownLabels: [0, 0, 0, 1], classCount: 2});
    expect([...byPoint]).toEqual([1, 0.5, 0.5, 0]);
  });
  it("is 0 for nothing", () => {
    expect(neighbourLabels({count: 0, size: 2, rows: new Int32Array()}, {labels: [], classCount: 2}).purity).toBe(0);
  });
});

describe("outliers(points, options)", () => {
  // A class of 20 points, one of 20 points ten times as far apart, and one point of the first far away from it.
  const values = Float32Array.from([
    ...Array.from({length: 20}, (_, i) => (i * i) / 10),
    ...Array.from({length: 20}, (_, i) => 1000 + i * i),
    500,
  ]);
  const points = {values, count: 41, width: 1};
  const own = [...new Array<number>(20).fill(0), ...new Array<number>(20).fill(1), 0];

  it("finds the point that is far from its class, not those of a sparse class", async () => {
    const found = await outliers(points, {labels: own, size: 2});
    expect(found.map(({row, label}) => [row, label])).toEqual([[40, 0]]);
    expect(found[0]!.distance).toBeCloseTo(500 - 32.4, 4);
  });
  it("finds none in classes of one, two or equal points", async () => {
    const few = {values: Float32Array.from([0, 100, 5, 5, 5, 5, 9]), count: 7, width: 1};
    expect(await outliers(few, {labels: [0, 0, 1, 1, 1, 1, 2]})).toEqual([]);
  });
});

describe("errorNeighbours(neighbours, options)", () => {
  it("says whose label the neighbours of a wrong answer bear", () => {
    const rows = Int32Array.from([0, 1, 2, 3, 4, 5, 0, 3, 6]);
    const found = errorNeighbours(
      {count: 3, size: 3, rows},
      {knownLabels: [0, 0, 1, 1, 1, 2, 2], answers: [0, 2, 1], labels: [1, 1, 0]},
    );
    expect(found.errors.map(({likeAnswer, likeLabel}) => [likeAnswer, likeLabel])).toEqual([
      [2, 1],
      [1, 2],
      [1, 1],
    ]);
    expect(found).toMatchObject({withAnswer: 1, withLabel: 1, divided: 1, size: 3});
  });
  it("knows nothing of no errors", () => {
    const none = errorNeighbours(
      {count: 0, size: 3, rows: new Int32Array()},
      {knownLabels: [], answers: [], labels: []},
    );
    expect(none).toEqual({errors: [], size: 3, withAnswer: 0, withLabel: 0, divided: 0});
  });
});

describe("purityGain(first, second, seed)", () => {
  it("is the mean difference, surer where all points gain the same", () => {
    const [low, high] = [Float64Array.of(0, 0.2, 0.4, 0.6), Float64Array.of(0.3, 0.5, 0.7, 0.9)];
    const even = purityGain(high, low);
    expect(even.value).toBeCloseTo(0.3, 12);
    expect(even.high - even.low).toBeCloseTo(0, 12);
    const uneven = purityGain(Float64Array.of(0, 1, 0, 1), low);
    expect(uneven.low < uneven.value && uneven.value < uneven.high).toBe(true);
  });
  it("refuses nothing and unequal numbers of points", () => {
    expect(() => purityGain(new Float64Array(), new Float64Array())).toThrow("the same points twice, got 0 and 0");
  });
});
