import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {binomialTest} from "../../src/core/binomialTest.js";

const {binomial} = JSON.parse(readFileSync("tests/fixtures/sklearn/metrics.json", "utf8")) as {
  binomial: [number, number, number, number][];
};

describe("binomialTest(successes, trials, share)", () => {
  it.each(binomial)("agrees with SciPy on %i of %i at %f", (successes, trials, share, p) => {
    expect(binomialTest(successes, trials, share)).toBeCloseTo(p, 9);
  });
  it("finds nothing odd about no trials, or an even split", () => {
    expect(binomialTest(0, 0)).toBe(1);
    expect(binomialTest(4, 8)).toBe(1);
  });
  it("refuses what is no count, and certainty", () => {
    expect(() => binomialTest(3, 2)).toThrow("successes <= trials");
    expect(() => binomialTest(1, 2, 1)).toThrow("a share in (0, 1)");
  });
});
