import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {studentT} from "../../src/core/studentT.js";

const {quantiles} = JSON.parse(readFileSync("tests/fixtures/study/study.json", "utf8")) as {
  readonly quantiles: readonly (readonly [number, number, number])[];
};

describe("studentT(level, degrees)", () => {
  it.each(quantiles)("at %d and %d degrees is SciPy's", (level, degrees, expected) => {
    expect(studentT(level, degrees)).toBeCloseTo(expected, 10);
  });
  it("with one degree is Cauchy's quantile, tan(pi level / 2)", () => {
    expect(studentT(0.8, 1)).toBeCloseTo(Math.tan(0.4 * Math.PI), 12);
  });
  it.each([
    [0, 3],
    [1, 3],
    [0.95, 0],
    [0.95, 2.5],
    [Number.NaN, 3],
  ])("rejects level %d with %d degrees", (level, degrees) => {
    expect(() => studentT(level, degrees)).toThrow("expected a level in (0, 1) and whole degrees of freedom from 1");
  });
});
