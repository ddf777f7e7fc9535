import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {type CalibrationError, calibration} from "../../../../src/pipeline/evaluation/calibration/calibration.js";
import {answersOf, belief, tooSure, twoClasses} from "../belief.js";

const digits = 9;

describe("calibration(predictions)", () => {
  const judged = calibration(tooSure, {binCount: 10, seed: 1, rounds: 400});

  it.each([
    ["equal width", judged.equalWidth, belief.uniform],
    ["equal mass", judged.equalMass, belief.quantile],
  ])("agrees with scikit-learn's calibration_curve over bins of %s", (_, own, theirs) => {
    const filled = (own as CalibrationError).bins.filter(({count}) => count > 0);
    expect(filled).toHaveLength(theirs.accuracy.length);
    for (const [i, bin] of filled.entries()) {
      expect(bin.accuracy).toBeCloseTo(theirs.accuracy[i]!, digits);
      expect(bin.confidence).toBeCloseTo(theirs.confidence[i]!, digits);
      expect(bin.confidence).toBeGreaterThanOrEqual(bin.low);
      expect(bin.confidence).toBeLessThanOrEqual(bin.high);
    }
    expect(own.ece).toBeCloseTo(theirs.ece, digits);
    expect(own.largestGap).toBeCloseTo(theirs.largestGap, digits);
  });

  it("agrees with it class by class", () => {
    expect(judged.classwise).toBeCloseTo(belief.classwise, digits);
  });

  it("finds these answers too sure, by more than chance", () => {
    expect(judged.surplus.low).toBeGreaterThan(0);
    expect(judged.equalWidth.pValue).toBe(1 / 401);
    expect(judged.equalWidth.expected).toBeLessThan(judged.equalWidth.ece / 2);
    expect(judged.equalWidth.corrected.value).toBeLessThan(judged.equalWidth.ece);
    expect(judged.equalWidth.corrected.low).toBeGreaterThan(0);
  });

  it("repeats itself from the same seed", () => {
    expect(calibration(tooSure, {binCount: 10, seed: 1, rounds: 400})).toEqual(judged);
    expect(calibration(tooSure, {binCount: 10, seed: 2, rounds: 400}).equalMass.corrected).not.toEqual(
      judged.equalMass.corrected,
    );
  });

  it("does not blame confidences that are right for the gaps that chance opens", () => {
    const random = seeded(3);
    const rows = Array.from({length: 600}, () => random.between(0.55, 1));
    const honest = calibration(twoClasses(rows.map((confidence) => [confidence, random.next() < confidence])), {
      rounds: 300,
    });
    expect(honest.equalWidth.pValue).toBeGreaterThan(0.05);
    expect(honest.equalWidth.ece).toBeGreaterThan(0.01);
    expect(honest.equalWidth.ece / honest.equalWidth.expected).toBeLessThan(1.6);
    expect(honest.equalWidth.corrected.value).toBeLessThan(honest.equalWidth.ece);
    expect(honest.surplus.low * honest.surplus.high).toBeLessThan(0);
  });

  it("knows the bias of one bin: with n right or wrong by a coin, the mean gap is that of a binomial around its mean", () => {
    // E|X - 50| for 100 tosses of a fair coin: 100 C(99, 49) / 2^99 / 2 = 3.979.
    const coins = Array.from({length: 100}, (_, i): [number, boolean] => [0.5, i % 2 === 0]);
    const {equalWidth} = calibration(twoClasses(coins), {binCount: 1, rounds: 4000});
    expect(equalWidth.expected).toBeGreaterThan(0.0379);
    expect(equalWidth.expected).toBeLessThan(0.0417);
  });

  it("finds no gap where certainty is always right, and the whole gap where it is always wrong", () => {
    const right = calibration(answersOf([0, 1], [1, 0, 0, 1], 2), {rounds: 10});
    expect(right.equalWidth).toMatchObject({ece: 0, largestGap: 0, expected: 0, pValue: 1});
    const wrong = calibration(answersOf([1, 0], [1, 0, 0, 1], 2), {rounds: 10});
    expect(wrong.equalWidth).toMatchObject({ece: 1, largestGap: 1, corrected: {value: 1, low: 1, high: 1}});
    expect(wrong.surplus).toMatchObject({value: 1, low: 1, high: 1});
  });

  it("puts equal confidences into one bin, and says 0 of bins that stay empty", () => {
    const {equalMass} = calibration(twoClasses(Array.from({length: 9}, () => [0.75, true])), {
      binCount: 3,
      rounds: 5,
    });
    expect(equalMass.bins.map(({count}) => count)).toEqual([9, 0, 0]);
    expect(equalMass.bins[2]).toMatchObject({confidence: 0, accuracy: 0});
    expect(equalMass.ece).toBeCloseTo(0.25, digits);
  });

  it("refuses nothing, and no bins", () => {
    expect(() => calibration(answersOf([], [], 2))).toThrow("calibration: expected at least one prediction");
    expect(() => calibration(tooSure, {binCount: 0})).toThrow("binCount must be a whole number of at least 1, got 0");
  });
});
