import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {type RatePoint, smoother, suggestRates} from "../../../src/pipeline/training/rateCurve.js";

/** A loss that falls along a logistic curve around 1e-3 and flies off beyond 1e-1. */
function curve(steps: number): RatePoint[] {
  return Array.from({length: steps}, (_, i) => {
    const decade = -6 + (6 * i) / (steps - 1);
    const loss = 1 + 1 / (1 + Math.exp(4 * (decade + 3))) + Math.max(0, decade + 1) ** 2;
    return {learningRate: 10 ** decade, loss, smoothed: loss};
  });
}

describe("suggestRates(points)", () => {
  it("finds the steepest fall and a tenth of the lowest loss where they are known", () => {
    const {steepest, tenthOfLowest} = suggestRates(curve(601))!;
    expect(Math.log10(steepest)).toBeCloseTo(-3, 2);
    expect(Math.log10(10 * tenthOfLowest)).toBeCloseTo(-1, 9);
  });
  it("never suggests a rate beyond the lowest loss", () => {
    const losses = fc.array(fc.double({min: 0, max: 10, noNaN: true}), {minLength: 1, maxLength: 40});
    fc.assert(
      fc.property(losses, (values) => {
        const points = values.map((loss, i) => ({learningRate: 2 ** i, loss, smoothed: loss}));
        const found = suggestRates(points);
        const lowest = values.indexOf(Math.min(...values));
        expect(found === undefined).toBe(lowest < 3);
        if (found) expect(found.steepest).toBeLessThan(2 ** lowest);
      }),
    );
  });
});

describe("smoother(smoothing)", () => {
  it("is a weighted mean with weights that fall by the same factor, as pandas' ewm(adjust=True)", () => {
    const values = fc.array(fc.double({min: -5, max: 5, noNaN: true}), {minLength: 1, maxLength: 30});
    fc.assert(
      fc.property(values, fc.double({min: 0, max: 0.99, noNaN: true}), (losses, smoothing) => {
        const smooth = smoother(smoothing);
        const found = losses.map(smooth);
        const weights = losses.map((_, i) => smoothing ** (losses.length - 1 - i));
        const sum = losses.reduce((total, loss, i) => total + weights[i]! * loss, 0);
        expect(found.at(-1)!).toBeCloseTo(sum / weights.reduce((a, b) => a + b, 0), 9);
        expect(found[0]!).toBeCloseTo(losses[0]!, 12);
      }),
    );
  });
});
