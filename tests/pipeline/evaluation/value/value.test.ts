import {describe, expect, it} from "vitest";
import {refundCase} from "../../../../src/pipeline/evaluation/routing/refundCase.js";
import {costSensitivity} from "../../../../src/pipeline/evaluation/value/costSensitivity.js";
import {pictureCosts} from "../../../../src/pipeline/evaluation/value/pictureCosts.js";
import {saving} from "../../../../src/pipeline/evaluation/value/saving.js";
import {thresholdByClass} from "../../../../src/pipeline/evaluation/value/thresholdByClass.js";
import {labelled} from "../labels/labelled.js";

const costs = {error: 20, review: 1, reviewerError: 0.05};
// Answers 0, 0, 1, 1 with confidences 0.9, 0.6, 0.7, 0.8; the second and the third are wrong.
const four = labelled([0, 1, 0, 1], [0.9, 0.1, 0.6, 0.4, 0.3, 0.7, 0.2, 0.8], 2);

describe("pictureCosts(predictions, thresholds, costs)", () => {
  it("charges an error for a wrong answer that is given, and a person for what lies below the threshold", () => {
    expect([...pictureCosts(four, 0, costs)]).toEqual([0, 20, 20, 0]);
    expect([...pictureCosts(four, 0.65, costs)]).toEqual([0, 2, 20, 0]);
    expect([...pictureCosts(four, Number.POSITIVE_INFINITY, costs)]).toEqual([2, 2, 2, 2]);
  });
  it("takes a threshold for each answered class", () => {
    expect([...pictureCosts(four, [0.65, 0.75], costs)]).toEqual([0, 2, 2, 0]);
  });
  it("refuses impossible costs", () => {
    expect(() => pictureCosts(four, 0, {...costs, error: -1})).toThrow("expected amounts from 0");
  });
});

describe("saving(before, after)", () => {
  it("is the mean difference of 1,000 pictures, with an interval around it", () => {
    const result = saving(Float64Array.of(2, 2, 2, 2), Float64Array.of(0, 2, 2, 0), {seed: 1});
    expect(result.value).toBe(1000);
    expect(result.low).toBeLessThan(1000);
    expect(result.high).toBeGreaterThan(1000);
  });
  it("is nothing at all where nothing changes, and refuses to compare other pictures", () => {
    expect(saving(Float64Array.of(1, 2), Float64Array.of(1, 2))).toMatchObject({value: 0, low: 0, high: 0});
    expect(() => saving(new Float64Array(0), new Float64Array(0))).toThrow("costs of the same pictures, got 0 and 0");
  });
});

describe("thresholdByClass(validation, costs)", () => {
  it("chooses where each class is cheapest, and for one that was never answered what is cheapest for all", () => {
    const three = labelled([0, 1, 0, 1], [0.9, 0.1, 0, 0.6, 0.4, 0, 0.3, 0.7, 0, 0.2, 0.8, 0], 3);
    const [first, second, never] = thresholdByClass(three, costs);
    expect(first).toBeCloseTo(0.9, 6);
    expect(second).toBeCloseTo(0.8, 6);
    expect(never).toBeCloseTo(0.8, 6);
  });
});

describe("costSensitivity({validation, test})", () => {
  const scenarios = costSensitivity({validation: four, test: four}, {seed: 1});
  it("begins with the prices that are assumed, and changes one at a time", () => {
    expect(scenarios[0]).toMatchObject({name: "as assumed", costs: {error: refundCase.error}});
    expect(scenarios.map(({costs: own}) => own.error)).toEqual([25, 12.5, 50, 25, 25, 25, 25]);
  });
  it("accounts for the whole: what is saved is what all by hand costs less what remains", () => {
    for (const {byHand, withModel, saving: saved} of scenarios) expect(byHand - withModel).toBeCloseTo(saved.value, 9);
    // At 0.8 the wrong answers go to a person: 1 000 pictures cost 500 reviews at 0.6 + 0.01 * 25 instead of 1,000.
    expect(scenarios[0]!.withModel).toBeCloseTo(500 * 0.85, 9);
    expect(scenarios[0]!.reviewed).toBe(0.5);
  });
});
