import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {rankCorrelation, rankCorrelations} from "../../../../src/pipeline/explanation/trial/rankCorrelation.js";
import {structuralSimilarity} from "../../../../src/pipeline/explanation/trial/structuralSimilarity.js";

interface Fixture {
  readonly size: [number, number];
  readonly first: number[];
  readonly cases: {
    readonly name: string;
    readonly map: number[];
    readonly rankCorrelation: number;
    readonly structuralSimilarity: number;
  }[];
}
const {size, first, cases} = JSON.parse(
  readFileSync(new URL("../../../fixtures/captum/similarity.json", import.meta.url), "utf8"),
) as Fixture;
const own = Float32Array.from(first);
const map = fc
  .array(fc.integer({min: -5, max: 5}), {minLength: 12, maxLength: 12})
  .map((values) => Float32Array.from(values));

describe("rankCorrelation(first, second)", () => {
  it.each(cases)("agrees with SciPy's spearmanr on the map $name", ({map: other, rankCorrelation: expected}) => {
    expect(rankCorrelation(own, Float32Array.from(other))).toBeCloseTo(expected, 9);
  });
  it("is the same either way, 1 with itself, and knows nothing of scale", () => {
    fc.assert(
      fc.property(map, map, (a, b) => {
        expect(rankCorrelation(a, b)).toBeCloseTo(rankCorrelation(b, a), 12);
        expect(
          rankCorrelation(
            a,
            b.map((value) => 3 * value + 7),
          ),
        ).toBeCloseTo(rankCorrelation(a, b), 12);
        if (new Set(a).size > 1) expect(rankCorrelation(a, a)).toBeCloseTo(1, 12);
      }),
    );
  });
  it("is 0 with a map that is the same everywhere", () => {
    expect(
      rankCorrelation(
        own,
        own.map(() => 0),
      ),
    ).toBe(0);
  });
});

it("rankCorrelations compares map by map", () => {
  const found = rankCorrelations(Float32Array.of(1, 2, 3, 1, 2, 3), Float32Array.of(2, 4, 9, 3, 2, 1), 3);
  expect(found[0]).toBeCloseTo(1, 12);
  expect(found[1]).toBeCloseTo(-1, 12);
});

describe("structuralSimilarity(first, second, options)", () => {
  it.each(cases)("agrees with scikit-image on the map $name", ({map: other, structuralSimilarity: expected}) => {
    expect(structuralSimilarity(own, Float32Array.from(other), {size})).toBeCloseTo(expected, 6);
  });
  it("lies in [-1, 1], is 1 with itself, and defined for a map of zeros", () => {
    fc.assert(
      fc.property(map, map, (a, b) => {
        const like = structuralSimilarity(a, b, {size: [3, 4], window: 3});
        expect(like).toBeGreaterThanOrEqual(-1);
        expect(like).toBeLessThanOrEqual(1);
        expect(structuralSimilarity(a, a, {size: [3, 4], window: 3})).toBeCloseTo(1, 12);
      }),
    );
    expect(structuralSimilarity(new Float32Array(12), new Float32Array(12), {size: [3, 4]})).toBe(1);
  });
});
