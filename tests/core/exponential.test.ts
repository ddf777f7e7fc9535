import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {expOf, logOf} from "../../src/core/exponential.js";

const relative = (actual: number, expected: number): number => Math.abs(actual - expected) / Math.abs(expected);

describe("expOf(x) and logOf(x)", () => {
  it("agree with the platform to 1 part in 10^15", () => {
    fc.assert(
      fc.property(fc.double({min: -700, max: 700, noNaN: true}), (x) => {
        expect(relative(expOf(x), Math.exp(x))).toBeLessThan(1e-15);
      }),
    );
    fc.assert(
      fc.property(fc.double({min: 1e-300, max: 1e300, noNaN: true}), (x) => {
        fc.pre(Math.abs(x - 1) > 1e-3);
        expect(relative(logOf(x), Math.log(x))).toBeLessThan(1e-15);
      }),
    );
  });
  it("are exact where the result is", () => {
    expect([expOf(0), logOf(1), expOf(Number.NEGATIVE_INFINITY), logOf(0)]).toEqual([
      1,
      0,
      0,
      Number.NEGATIVE_INFINITY,
    ]);
    expect([expOf(710), logOf(-1), expOf(Number.NaN)]).toEqual([Number.POSITIVE_INFINITY, Number.NaN, Number.NaN]);
  });
  it("go down to the smallest numbers", () => {
    expect(expOf(-744)).toBe(Math.exp(-744));
    expect(relative(logOf(5e-324), Math.log(5e-324))).toBeLessThan(1e-15);
  });
});
