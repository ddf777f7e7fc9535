import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fitTemperature} from "../../../../src/pipeline/evaluation/calibration/fitTemperature.js";
import {lossDifference} from "../../../../src/pipeline/evaluation/calibration/lossDifference.js";
import {scaleTemperature} from "../../../../src/pipeline/evaluation/calibration/scaleTemperature.js";
import type {Predictions} from "../../../../src/pipeline/evaluation/predictions.js";
import {answersOf, belief, tooSure, twoClasses} from "../belief.js";

describe("fitTemperature(validation)", () => {
  const fitted = fitTemperature(tooSure);

  it("agrees with SciPy on the temperature, and with scikit-learn on the log loss", () => {
    expect(fitted.temperature.value).toBeCloseTo(belief.temperature, 9);
    expect(fitted.lossAfter).toBeCloseTo(belief.lossAfter, 9);
    // Float probabilities do not quite add up to 1.
    expect(fitted.lossBefore).toBeCloseTo(belief.lossBefore, 7);
    expect(fitted.atBound).toBe(false);
  });

  it("has an interval as wide as SciPy's bootstrap of log T", () => {
    const {low, high} = fitted.temperature;
    const deviation = (Math.log(high) - Math.log(low)) / (2 * 1.96);
    expect(deviation / belief.logDeviation).toBeGreaterThan(0.9);
    expect(deviation / belief.logDeviation).toBeLessThan(1.1);
  });

  it("knows the answer for two classes of one confidence: the log odds that are right over those that were said", () => {
    const rows = Array.from({length: 100}, (_, i): [number, boolean] => [0.9, i < 75]);
    expect(fitTemperature(twoClasses(rows)).temperature.value).toBeCloseTo(Math.log(9) / Math.log(3), 6);
  });

  it("finds 1 again after it was applied, and never raises the loss", () => {
    fc.assert(
      fc.property(fc.double({min: 0.3, max: 4, noNaN: true}), (factor) => {
        const bent = scaleTemperature(tooSure, factor);
        const {temperature, lossBefore, lossAfter} = fitTemperature(bent);
        expect(lossAfter).toBeLessThanOrEqual(lossBefore);
        expect(temperature.value * factor).toBeCloseTo(belief.temperature, 4);
        expect(fitTemperature(scaleTemperature(bent, temperature.value)).temperature.value).toBeCloseTo(1, 4);
      }),
      {numRuns: 3},
    );
  });

  it("goes to the end of its range, and says so, where all answers are right or all are surely wrong", () => {
    const right = fitTemperature(
      twoClasses([
        [0.8, true],
        [0.9, true],
      ]),
      {most: 10},
    );
    expect(right).toMatchObject({atBound: true});
    expect(right.temperature.value).toBeCloseTo(0.1, 9);
    expect(right.temperature.low).toBeCloseTo(0.1, 9);
    expect(fitTemperature(answersOf([0], [0, 1], 2)).temperature.value).toBeCloseTo(20, 6);
    for (const rows of [
      [1, 0],
      [0, 1],
    ]) {
      const {temperature, lossBefore, lossAfter} = fitTemperature(answersOf([0], rows, 2));
      expect([temperature.low, temperature.high, lossBefore, lossAfter].every(Number.isFinite)).toBe(true);
    }
  });

  it("is 1 where every temperature does equally well", () => {
    expect(fitTemperature(answersOf([0, 1], [0.5, 0.5, 0.5, 0.5], 2))).toMatchObject({
      temperature: {value: 1, low: 0.05, high: 20},
      lossBefore: Math.LN2,
      lossAfter: Math.LN2,
      atBound: false,
    });
  });

  it("refuses nothing, and a range that is none", () => {
    expect(() => fitTemperature(answersOf([], [], 2))).toThrow("fitTemperature: expected at least one prediction");
    expect(() => fitTemperature(tooSure, {most: 1})).toThrow("most must be a finite number above 1, got 1");
  });
});

describe("scaleTemperature(predictions, temperature)", () => {
  it("agrees with SciPy's softmax of log probabilities over T", () => {
    const scaled = scaleTemperature(tooSure, belief.temperature);
    for (const [i, probability] of belief.scaled.entries()) expect(scaled.probabilities[i]).toBeCloseTo(probability, 7);
  });
  it("keeps every answer and the order of the classes, adds up to 1, and leaves its input alone", () => {
    const before = tooSure.probabilities.slice();
    for (const temperature of [0.2, 1, 7]) {
      const scaled = scaleTemperature(tooSure, temperature);
      expect(scaled.yPred).toBe(tooSure.yPred);
      for (const row of rowsOf(scaled)) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 6);
      expect(rowsOf(scaled).map(ranks)).toEqual(rowsOf(tooSure).map(ranks));
    }
    expect(tooSure.probabilities).toEqual(before);
  });
  it("holds a probability of 0 for one that 32 bits could not hold", () => {
    const [first, second] = scaleTemperature(answersOf([0], [0, 1], 2), 20).probabilities;
    expect(first).toBeCloseTo(2 ** (-149 / 20) / (1 + 2 ** (-149 / 20)), 8);
    expect(first! + second!).toBeCloseTo(1, 7);
  });
  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])("refuses a temperature of %s", (temperature) => {
    expect(() => scaleTemperature(tooSure, temperature)).toThrow(`expected a temperature above 0, got ${temperature}`);
  });
});

describe("lossDifference(first, second)", () => {
  const scaled = scaleTemperature(tooSure, belief.temperature);
  it("is what the temperature gained, by SciPy's and scikit-learn's losses, and more than chance", () => {
    const {value, low, high} = lossDifference(scaled, tooSure, {seed: 1});
    expect(value).toBeCloseTo(belief.lossAfter - belief.lossBefore, 6);
    expect(low).toBeLessThan(value);
    expect(high).toBeLessThan(0);
  });
  it("is exactly 0 between equals, and finite where the truth was held impossible", () => {
    expect(lossDifference(tooSure, tooSure, {rounds: 5})).toEqual({value: 0, low: 0, high: 0, level: 0.95});
    const value = lossDifference(answersOf([0], [0, 1], 2), answersOf([0], [1, 0], 2), {rounds: 5}).value;
    expect(value).toBeCloseTo(52 * Math.LN2, 9);
  });
  it("refuses nothing, and other rows", () => {
    expect(() => lossDifference(answersOf([], [], 2), answersOf([], [], 2))).toThrow(
      "expected at least one prediction",
    );
    expect(() => lossDifference(tooSure, answersOf([0], [1, 0], 2))).toThrow("expected the same rows, got 400 and 1");
  });
});

function rowsOf({probabilities, count, classNames}: Predictions): number[][] {
  const width = classNames.length;
  return Array.from({length: count}, (_, row) => [...probabilities.subarray(row * width, (row + 1) * width)]);
}

/** Order of the classes by probability; ties by index. */
function ranks(row: readonly number[]): number[] {
  return [...row.keys()].sort((a, b) => row[b]! - row[a]! || a - b);
}
