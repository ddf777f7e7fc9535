import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {drawBeta} from "../../../../src/pipeline/features/augment/drawBeta.js";

const draws = (alpha: number): number[] => {
  const {next} = seeded(`beta ${alpha}`);
  return Array.from({length: 4000}, () => drawBeta(alpha, next));
};
const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

describe("drawBeta(alpha, draw)", () => {
  it.each([0.1, 0.4, 1, 2, 4])("has the mean 1/2 and the variance 1 / (4 (2 alpha + 1)) at alpha %d", (alpha) => {
    const xs = draws(alpha);
    const variance = 1 / (4 * (2 * alpha + 1));
    // Four standard errors; the fourth moment of the beta distribution is below that of two points at its ends.
    expect(Math.abs(mean(xs) - 0.5)).toBeLessThan(4 * Math.sqrt(variance / xs.length));
    expect(Math.abs(mean(xs.map((x) => (x - 0.5) ** 2)) - variance)).toBeLessThan(
      (4 * Math.sqrt(variance / 4)) / Math.sqrt(xs.length),
    );
  });

  it("is uniform at alpha 1 and the arcsine distribution at alpha 1/2 (Kolmogorov-Smirnov at 1 in 1,000)", () => {
    const distance = (xs: readonly number[], cdf: (x: number) => number): number =>
      Math.max(...[...xs].sort((a, b) => a - b).map((x, i) => Math.abs((i + 0.5) / xs.length - cdf(x))));
    expect(distance(draws(1), (x) => x)).toBeLessThan(1.95 / Math.sqrt(4000));
    expect(distance(draws(0.5), (x) => (2 / Math.PI) * Math.asin(Math.sqrt(x)))).toBeLessThan(1.95 / Math.sqrt(4000));
  });

  it("stays a number in [0, 1] at the smallest parameters, where both powers underflow", () => {
    const xs = draws(1e-6);
    expect(xs.every((x) => x >= 0 && x <= 1)).toBe(true);
    expect(Math.abs(mean(xs) - 0.5)).toBeLessThan(0.04);
  });
});
