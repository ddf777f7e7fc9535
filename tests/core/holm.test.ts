import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {holm} from "../../src/core/holm.js";

const fixture = JSON.parse(readFileSync("tests/fixtures/study/study.json", "utf8")) as {
  readonly holm: readonly {readonly pValues: readonly number[]; readonly adjusted: readonly number[]}[];
};

describe("holm(pValues)", () => {
  it.each(fixture.holm)("adjusts $pValues as statsmodels does", ({pValues, adjusted}) => {
    for (const [i, p] of holm(pValues).entries()) expect(p).toBeCloseTo(adjusted[i]!, 14);
  });
  it("never makes a p-value smaller, and keeps their order", () => {
    fc.assert(
      fc.property(fc.array(fc.double({min: 0, max: 1, noNaN: true}), {maxLength: 8}), (pValues) => {
        const adjusted = holm(pValues);
        return pValues.every(
          (p, i) =>
            adjusted[i]! >= p &&
            adjusted[i]! <= 1 &&
            pValues.every((other, j) => p > other || adjusted[i]! <= adjusted[j]!),
        );
      }),
    );
  });
  it("leaves a single comparison as it is", () => expect(holm([0.03])).toEqual([0.03]));
  it("rejects what is no p-value", () =>
    expect(() => holm([0.1, 1.2])).toThrow("p-values must lie in [0, 1], got 1.2"));
});
