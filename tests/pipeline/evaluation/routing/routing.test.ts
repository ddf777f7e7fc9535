import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {atThreshold} from "../../../../src/pipeline/evaluation/routing/atThreshold.js";
import {coverageCurve} from "../../../../src/pipeline/evaluation/routing/coverageCurve.js";
import {selectiveRisk} from "../../../../src/pipeline/evaluation/routing/selectiveRisk.js";
import {thresholdForRisk} from "../../../../src/pipeline/evaluation/routing/thresholdForRisk.js";
import {answersOf, belief, tooSure, twoClasses} from "../belief.js";

/** Four answers, the second surest wrong. */
const four = twoClasses([
  [0.9375, true],
  [0.875, false],
  [0.75, true],
  [0.625, true],
]);
const nobody = answersOf([], [], 2);

describe("coverageCurve(predictions)", () => {
  it("gives the surest answers first", () => {
    expect(coverageCurve(four)).toEqual([
      {threshold: 0.9375, answered: 1, wrong: 0, coverage: 0.25, risk: 0},
      {threshold: 0.875, answered: 2, wrong: 1, coverage: 0.5, risk: 0.5},
      {threshold: 0.75, answered: 3, wrong: 1, coverage: 0.75, risk: 1 / 3},
      {threshold: 0.625, answered: 4, wrong: 1, coverage: 1, risk: 0.25},
    ]);
  });
  it("has one point for equal confidences, which no threshold can part", () => {
    expect(
      coverageCurve(
        twoClasses([
          [0.75, true],
          [0.75, false],
          [0.5, true],
        ]),
      ).map(({answered}) => answered),
    ).toEqual([2, 3]);
  });
  it("refuses nothing", () => {
    expect(() => coverageCurve(nobody)).toThrow("expected at least one prediction");
  });
});

describe("atThreshold(predictions, threshold)", () => {
  it("agrees with the curve at each of its thresholds", () => {
    for (const point of coverageCurve(tooSure)) {
      const share = atThreshold(tooSure, point.threshold);
      expect(share).toMatchObject({answered: point.answered, wrong: point.wrong, count: 400});
      expect(share.risk.value).toBe(point.risk);
      expect(share.coverage.value).toBe(point.coverage);
    }
  });
  it("answers everything at 0 and nothing at Infinity", () => {
    expect(atThreshold(four, 0)).toMatchObject({answered: 4, wrong: 1, caught: 0});
    expect(atThreshold(four, Number.POSITIVE_INFINITY)).toMatchObject({
      answered: 0,
      wrong: 0,
      caught: 1,
      coverage: {value: 0},
      risk: {value: 0, low: 0, high: 1},
    });
  });
  it("refuses nothing, and a threshold that is no number", () => {
    expect(() => atThreshold(nobody, 0.7)).toThrow("expected at least one prediction");
    expect(() => atThreshold(four, Number.NaN)).toThrow("expected a threshold, got NaN");
  });
});

describe("thresholdForRisk(validation, {risk})", () => {
  it.each(belief.thresholds)(
    "for %s, agrees with statsmodels' one-sided bound at every threshold",
    (risk, threshold) => {
      expect(thresholdForRisk(tooSure, {risk})).toBe(threshold ?? Number.POSITIVE_INFINITY);
    },
  );
  it("takes the share itself where asked, and so the largest coverage that meets it", () => {
    expect(thresholdForRisk(four, {risk: 0.25, bound: "estimate"})).toBe(0.625);
    expect(thresholdForRisk(four, {risk: 0.2, bound: "estimate"})).toBe(0.9375);
  });
  it("sends everything to a person where even the surest answer is wrong", () => {
    expect(thresholdForRisk(twoClasses([[0.9, false]]), {risk: 0.5, bound: "estimate"})).toBe(Number.POSITIVE_INFINITY);
  });
  it("keeps its promise on the pictures it was chosen on, with a margin", () => {
    fc.assert(
      fc.property(fc.double({min: 0.13, max: 0.4, noNaN: true}), (risk) => {
        const careful = atThreshold(tooSure, thresholdForRisk(tooSure, {risk}));
        const bold = atThreshold(tooSure, thresholdForRisk(tooSure, {risk, bound: "estimate"}));
        expect(bold.risk.value).toBeLessThanOrEqual(risk);
        expect(careful.answered).toBeLessThanOrEqual(bold.answered);
      }),
      {numRuns: 20},
    );
  });
  it.each([0, 1, Number.NaN])("refuses a wanted rate of %s", (risk) => {
    expect(() => thresholdForRisk(four, {risk})).toThrow(`risk must lie between 0 and 1 (exclusive), got ${risk}`);
  });
});

describe("selectiveRisk(predictions)", () => {
  it("agrees with NumPy on the area and on the least area that so many errors leave", () => {
    const {aurc, excess, optimal, errorRate} = selectiveRisk(tooSure, {rounds: 200});
    expect(aurc.value).toBeCloseTo(belief.aurc, 9);
    expect(optimal).toBeCloseTo(belief.optimal, 9);
    expect(excess.value).toBeCloseTo(belief.aurc - belief.optimal, 9);
    expect(errorRate).toBe(coverageCurve(tooSure).at(-1)!.risk);
    expect(aurc.low).toBeLessThan(aurc.value);
    expect(aurc.high).toBeGreaterThan(aurc.value);
  });
  it("has closed forms: all errors last, all errors first, one confidence for all", () => {
    const last = selectiveRisk(
      twoClasses([
        [0.9, true],
        [0.8, true],
        [0.7, false],
        [0.6, false],
      ]),
      {rounds: 5},
    );
    expect(last.aurc.value).toBeCloseTo((1 / 3 + 2 / 4) / 4, 12);
    expect(last.excess.value).toBe(0);
    const first = selectiveRisk(
      twoClasses([
        [0.9, false],
        [0.8, false],
        [0.7, true],
        [0.6, true],
      ]),
      {rounds: 5},
    );
    expect(first.aurc.value).toBeCloseTo((1 + 1 + 2 / 3 + 2 / 4) / 4, 12);
    const tied = selectiveRisk(
      twoClasses([
        [0.625, true],
        [0.625, false],
        [0.625, true],
        [0.625, true],
      ]),
      {rounds: 5},
    );
    expect(tied.aurc.value).toBe(0.25);
  });
  it("is near Geifman's approximation of the optimum, r + (1 - r) ln(1 - r), for many rows", () => {
    const rows = Array.from({length: 5000}, (_, i): [number, boolean] => [1 - i / 10_000, i < 4500]);
    const {optimal, excess} = selectiveRisk(twoClasses(rows), {rounds: 2});
    expect(optimal).toBeCloseTo(0.1 + 0.9 * Math.log(0.9), 4);
    expect(excess.value).toBe(0);
  });
  it("is 0 without errors and 1 without a right answer", () => {
    expect(selectiveRisk(twoClasses([[0.9, true]]), {rounds: 3}).aurc).toMatchObject({value: 0, low: 0, high: 0});
    expect(selectiveRisk(twoClasses([[0.9, false]]), {rounds: 3}).aurc).toMatchObject({value: 1, low: 1, high: 1});
  });
});
