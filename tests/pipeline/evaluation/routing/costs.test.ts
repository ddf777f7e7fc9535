import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {scaleTemperature} from "../../../../src/pipeline/evaluation/calibration/scaleTemperature.js";
import {comparePolicies} from "../../../../src/pipeline/evaluation/routing/comparePolicies.js";
import {refundCase} from "../../../../src/pipeline/evaluation/routing/refundCase.js";
import {
  believedThreshold,
  cheapestThreshold,
  costCurve,
} from "../../../../src/pipeline/evaluation/routing/routingCost.js";
import {answersOf, belief, tooSure, twoClasses} from "../belief.js";

const everyone = Number.POSITIVE_INFINITY;

describe("costCurve and cheapestThreshold", () => {
  it("agree with NumPy", () => {
    const curve = costCurve(tooSure);
    expect(curve[0]).toMatchObject({threshold: everyone, coverage: 0});
    expect(curve[0]!.cost).toBeCloseTo(belief.cost.none, 9);
    expect(curve.at(-1)).toMatchObject({threshold: 0, coverage: 1});
    expect(curve.at(-1)!.cost).toBeCloseTo(belief.cost.all, 9);
    expect(Math.min(...curve.map(({cost}) => cost))).toBeCloseTo(belief.cost.least, 9);
    expect(cheapestThreshold(tooSure)).toBe(belief.cost.threshold);
  });
  it("ask nobody where reviews cost more than errors, and always where errors cost too much for this model", () => {
    expect(cheapestThreshold(tooSure, {error: 1, review: 2, reviewerError: 0})).toBe(0);
    expect(cheapestThreshold(twoClasses([[0.9, false]]), {error: 10, review: 1, reviewerError: 0})).toBe(everyone);
  });
  it.each([
    {error: -1, review: 1, reviewerError: 0},
    {error: 1, review: Number.NaN, reviewerError: 0},
    {error: 1, review: 1, reviewerError: 2},
  ])("refuse %o", (costs) => {
    expect(() => costCurve(tooSure, costs)).toThrow("expected amounts from 0 and a reviewer's error rate in [0, 1]");
  });
});

describe("believedThreshold(costs)", () => {
  it("is Chow's: an error of 25, a review of 0.60 and one reviewer in a hundred wrong make 96.6 %", () => {
    expect(believedThreshold(refundCase)).toBeCloseTo(0.966, 12);
    expect(believedThreshold({error: 1, review: 3, reviewerError: 0})).toBe(0);
    expect(believedThreshold({error: 0, review: 0, reviewerError: 0})).toBe(0);
  });
  it("is the cheapest one for answers whose confidence is right", () => {
    const random = seeded(11);
    const rows = Array.from({length: 20_000}, (): [number, boolean] => {
      const confidence = random.between(0.5, 1);
      return [confidence, random.next() < confidence];
    });
    const costs = {error: 10, review: 2, reviewerError: 0};
    expect(Math.abs(cheapestThreshold(twoClasses(rows), costs) - believedThreshold(costs))).toBeLessThan(0.04);
  });
});

describe("comparePolicies(predictions, policies)", () => {
  const policies = [
    {name: "all automatic", threshold: 0},
    {name: "at 0.70", threshold: 0.7},
    {name: "all manual", threshold: everyone},
  ];
  const [automatic, routed, manual] = comparePolicies(tooSure, policies, {seed: 1});

  it("agrees with NumPy, and has no interval where nothing is left to chance", () => {
    expect(automatic!.cost.value).toBeCloseTo(belief.cost.all, 9);
    expect(automatic!.difference).toMatchObject({value: 0, low: 0, high: 0});
    expect(automatic).toMatchObject({reviews: 0, threshold: 0});
    expect(manual!.cost.value).toBeCloseTo(belief.cost.none, 9);
    expect(manual!.cost.low).toBeCloseTo(manual!.cost.high, 9);
    expect(manual!.reviews).toBe(1000);
    expect(manual!.errors).toBeCloseTo(10, 12);
  });
  it("makes up the cost of reviews and errors that are left", () => {
    for (const {cost, reviews, errors} of [automatic!, routed!, manual!]) {
      expect(cost.value).toBeCloseTo(reviews * refundCase.review + errors * refundCase.error, 9);
    }
  });
  it("has an interval as wide as theory says: a share of 37 % in 400 rows, 25 each", () => {
    const share = belief.cost.all / 25_000;
    const width = 2 * 1.96 * Math.sqrt((share * (1 - share)) / 400) * 25_000;
    expect((automatic!.cost.high - automatic!.cost.low) / width).toBeGreaterThan(0.9);
    expect((automatic!.cost.high - automatic!.cost.low) / width).toBeLessThan(1.1);
  });
  it("draws the same pictures for all: the difference is surer than the costs", () => {
    expect(routed!.difference.high - routed!.difference.low).toBeLessThan(
      routed!.cost.high - routed!.cost.low + automatic!.cost.high - automatic!.cost.low,
    );
    expect(routed!.difference.high).toBeLessThan(0);
  });
  it("never finds a threshold cheaper than the cheapest, on the pictures that chose it", () => {
    const least = comparePolicies(tooSure, [{name: "", threshold: cheapestThreshold(tooSure)}], {rounds: 1})[0]!;
    fc.assert(
      fc.property(fc.double({min: 0, max: 1, noNaN: true}), (threshold) => {
        const [other] = comparePolicies(tooSure, [{name: "", threshold}], {rounds: 1});
        expect(other!.cost.value).toBeGreaterThanOrEqual(least.cost.value - 1e-9);
      }),
      {numRuns: 50},
    );
  });
  it("can look at another confidence, on the same pictures", () => {
    const cooled = scaleTemperature(tooSure, 2);
    const [own] = comparePolicies(cooled, [{name: "", threshold: 0.7}], {rounds: 1});
    const [lent] = comparePolicies(tooSure, [{name: "", threshold: 0.7, answers: cooled}], {rounds: 1});
    expect(lent).toEqual(own);
    expect(own!.reviews).toBeGreaterThan(routed!.reviews);
    const other = answersOf([0], [1, 0], 2);
    expect(() => comparePolicies(tooSure, [{name: "", threshold: 0, answers: other}])).toThrow(
      "answers on 400 pictures, got 1",
    );
  });
  it("refuses nothing, and nothing to compare", () => {
    expect(() => comparePolicies(answersOf([], [], 2), policies)).toThrow("expected at least one prediction");
    expect(() => comparePolicies(tooSure, [])).toThrow("expected a policy, got none");
  });
});
