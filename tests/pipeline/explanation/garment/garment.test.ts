import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {differenceByAnswer} from "../../../../src/pipeline/explanation/garment/differenceByAnswer.js";
import {garmentByClass, garmentScore} from "../../../../src/pipeline/explanation/garment/garmentScores.js";
import {garmentShares} from "../../../../src/pipeline/explanation/garment/garmentShares.js";
import {meanInterval} from "../../../../src/pipeline/explanation/trial/meanInterval.js";

const pictures = {images: Uint8Array.from([0, 9, 9, 0, 0, 0, 0, 9]), count: 2, height: 2, width: 2, channels: 1};

describe("garmentShares(maps, pictures)", () => {
  it("weighs a map by the outline and leaves out maps without weight", () => {
    // The first map has 3 of 4 parts on the garment, which covers half; the second map is empty.
    const maps = Float32Array.from([0.25, 0.5, 0.25, 0, 0, 0, 0, 0]);
    expect(garmentShares(maps, pictures)).toEqual({
      rows: Int32Array.of(0),
      onGarment: Float64Array.of(0.75),
      covered: Float64Array.of(0.5),
    });
  });
  it("counts only what speaks for the class", () => {
    const shares = garmentShares(Float32Array.from([1, 1, 0, -9, -1, -1, -1, -1]), pictures);
    expect([...shares.onGarment]).toEqual([0.5]);
  });
  it("of a map that points everywhere alike is what the garment covers", () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 12, maxLength: 12}), (images) => {
        const {onGarment, covered} = garmentShares(new Float32Array(12).fill(0.3), {...pictures, images, count: 3});
        expect(onGarment).toHaveLength(3);
        for (const [i, share] of onGarment.entries()) expect(share).toBeCloseTo(covered[i]!, 12);
      }),
    );
  });
  it("refuses maps of another size", () => {
    expect(() => garmentShares(new Float32Array(7), pictures)).toThrow("expected 2 maps of 2 x 2, got 7 numbers");
  });
});

describe("garmentScore and garmentByClass", () => {
  const shares = {
    rows: Int32Array.of(0, 2, 3),
    onGarment: Float64Array.of(0.9, 0.5, 0.7),
    covered: Float64Array.of(0.4, 0.5, 0.3),
  };
  it("are the means, with intervals around them", () => {
    const score = garmentScore(shares)!;
    expect(score.count).toBe(3);
    expect(score.onGarment.value).toBeCloseTo(0.7, 12);
    expect(score.covered).toBeCloseTo(0.4, 12);
    expect(score.gain.value).toBeCloseTo(0.3, 12);
    expect(score.gain.low).toBeLessThanOrEqual(score.gain.value);
    expect(score.gain.high).toBeGreaterThanOrEqual(score.gain.value);
  });
  it("leave out a class without a map, and are undefined without any", () => {
    const classes = garmentByClass(shares, {labels: [1, 0, 2, 1], classNames: ["a", "b", "c"]});
    expect(classes.map(({className, count}) => [className, count])).toEqual([
      ["b", 2],
      ["c", 1],
    ]);
    expect(garmentScore(shares, {among: () => false})).toBeUndefined();
  });
});

describe("differenceByAnswer(judged, options)", () => {
  it("compares wrong answers with right ones of the same class", () => {
    // Class 1 lies higher and has more errors: a plain mean would call that a difference.
    const judged = [
      ...[0.1, 0.1, 0.1, 0.1].map((value) => ({answer: 0, isWrong: false, value})),
      {answer: 0, isWrong: true, value: 0.1},
      {answer: 1, isWrong: false, value: 0.9},
      ...[0.9, 0.9, 0.9].map((value) => ({answer: 1, isWrong: true, value})),
      {answer: 2, isWrong: true, value: 5},
    ];
    const {difference, pValue, wrong, right} = differenceByAnswer(judged)!;
    expect(difference.value).toBeCloseTo(0, 12);
    expect(difference.high).toBeCloseTo(0, 12);
    expect(pValue).toBe(1);
    expect([wrong, right]).toEqual([4, 5]);
  });
  it("weighs classes by their errors", () => {
    const judged = [
      {answer: 0, isWrong: false, value: 1},
      {answer: 0, isWrong: true, value: 2},
      {answer: 1, isWrong: false, value: 1},
      {answer: 1, isWrong: true, value: 5},
      {answer: 1, isWrong: true, value: 5},
    ];
    expect(differenceByAnswer(judged)!.difference.value).toBeCloseTo((1 + 4 + 4) / 3, 12);
  });
  it("is surprised by what chance would hardly draw", () => {
    const judged = Array.from({length: 60}, (_, i) => ({
      answer: i % 3,
      isWrong: i % 2 === 0,
      value: (i % 2) + (i % 7) / 10,
    }));
    expect(differenceByAnswer(judged)!.pValue).toBeLessThan(0.01);
    const chance = judged.map((each, i) => ({...each, value: (i % 7) / 10}));
    expect(differenceByAnswer(chance)!.pValue).toBeGreaterThan(0.05);
  });
  it("is undefined where no class has both", () => {
    expect(differenceByAnswer([{answer: 0, isWrong: true, value: 1}])).toBeUndefined();
    expect(differenceByAnswer([])).toBeUndefined();
  });
});

describe("meanInterval(values, options)", () => {
  it("holds the mean, draws by its seed, and is a point for equal values", () => {
    const values = [1, 2, 3, 4, 10];
    const interval = meanInterval(values, {seed: 3});
    expect(interval.value).toBe(4);
    expect(interval.low).toBeLessThan(4);
    expect(interval.high).toBeGreaterThan(4);
    expect(meanInterval(values, {seed: 3})).toEqual(interval);
    expect(meanInterval([2, 2])).toEqual({value: 2, low: 2, high: 2, level: 0.95});
  });
  it("refuses no values", () => {
    expect(() => meanInterval([])).toThrow("expected at least one value, got none");
  });
});
