import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {classBalancedWeights} from "../../../src/pipeline/training/classBalancedWeights.js";

describe("classBalancedWeights(counts, options)", () => {
  it("weighs all classes alike with beta 0", () => {
    expect(classBalancedWeights([5, 500, 1], {beta: 0})).toEqual([1, 1, 1]);
  });

  it("comes to the inverse of the sizes as beta goes to 1", () => {
    const [small, large] = classBalancedWeights([10, 90], {beta: 1 - 1e-9});
    expect(small! / large!).toBeCloseTo(9, 5);
  });

  it("counts examples by (1 - beta^n) / (1 - beta): with beta 0.5 one, two and three count 1, 1.5 and 1.75", () => {
    const weights = classBalancedWeights([1, 2, 3], {beta: 0.5});
    expect(weights[0]! / weights[1]!).toBeCloseTo(1.5, 12);
    expect(weights[0]! / weights[2]!).toBeCloseTo(1.75, 12);
  });

  it("weighs 1 on average, and a rarer class never less", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 1, max: 6000}), {minLength: 1, maxLength: 12}), (counts) => {
        const weights = classBalancedWeights(counts);
        expect(weights.reduce((sum, w) => sum + w, 0) / weights.length).toBeCloseTo(1, 9);
        counts.forEach((n, i) => {
          counts.forEach((m, k) => {
            if (n < m) expect(weights[i]!).toBeGreaterThanOrEqual(weights[k]!);
          });
        });
      }),
    );
  });

  it("refuses a class without examples and a beta of 1 by name", () => {
    expect(() => classBalancedWeights([3, 0])).toThrow("class 1 has 0 examples");
    expect(() => classBalancedWeights([3], {beta: 1})).toThrow("beta must lie in [0, 1), got 1");
  });
});
