import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {Interval} from "../../../src/core/payload.js";
import {above, below, exactly, significant, within} from "../../../src/pipeline/figure/claim.js";

const interval = (low: number, high: number): Interval => ({value: (low + high) / 2, low, high, level: 0.95});

describe("claims about an interval", () => {
  it.each([
    [0.91, 0.93, "holds"],
    [0.89, 0.91, "undecided"],
    [0.87, 0.89, "refuted"],
    [0.9, 0.92, "undecided"],
  ] as const)("above 0.9: %d to %d %s", (low, high, outcome) => {
    expect(above(interval(low, high), 0.9).outcome).toBe(outcome);
  });

  it.each([
    [0.01, 0.03, "holds"],
    [0.03, 0.06, "undecided"],
    [0.06, 0.09, "refuted"],
  ] as const)("below 0.05: %d to %d %s", (low, high, outcome) => {
    expect(below(interval(low, high), 0.05).outcome).toBe(outcome);
  });

  it.each([
    [-0.01, 0.01, "holds"],
    [-0.02, 0.02, "holds"],
    [0.01, 0.03, "undecided"],
    [0.03, 0.05, "refuted"],
    [-0.05, -0.03, "refuted"],
    [-0.1, 0.1, "undecided"],
  ] as const)("within 0.02 of 0: %d to %d %s", (low, high, outcome) => {
    expect(within(interval(low, high), [-0.02, 0.02]).outcome).toBe(outcome);
  });

  it("say what they rest on", () => {
    const options = {method: "Wilson", sampleSize: 10_000, format: "percent(1)"};
    expect(above(interval(0.91, 0.93), 0.1 + 0.2, options).evidence).toEqual({
      method: "Wilson",
      criterion: "the whole interval lies above 0.3",
      interval: interval(0.91, 0.93),
      sampleSize: 10_000,
      format: "percent(1)",
    });
  });

  it("never hold above and below at once, and one refutes where the other holds", () => {
    const ends = fc.tuple(fc.double({min: -5, max: 5, noNaN: true}), fc.double({min: -5, max: 5, noNaN: true}));
    fc.assert(
      fc.property(ends, fc.double({min: -5, max: 5, noNaN: true}), ([a, b], bound) => {
        const known = interval(Math.min(a, b), Math.max(a, b));
        const opposite = {holds: "refuted", refuted: "holds", undecided: "undecided"} as const;
        expect(below(known, bound).outcome).toBe(opposite[above(known, bound).outcome]);
      }),
    );
  });

  it.each([
    [{...interval(0, 1), low: Number.NaN}, 0, "an interval with finite ends"],
    [{...interval(0, 1), high: -1}, 0, "an interval with finite ends in order"],
    [{...interval(0, 1), level: 95}, 0, "a level in (0, 1)"],
    [interval(0, 1), Number.NaN, "bound must be a finite number, got NaN"],
  ])("refuse %j against %d", (bad, bound, message) => {
    expect(() => above(bad, bound)).toThrow(message);
    expect(() => within(bad, [bound, bound])).toThrow(message);
  });

  it("refuse bounds in the wrong order", () => {
    expect(() => within(interval(0, 1), [1, 0])).toThrow("expected [lower, upper], got [1,0]");
  });
});

describe("significant({pValue, difference}, options)", () => {
  it.each([
    [0.01, 0.03, "above", "holds"],
    [0.01, -0.03, "above", "refuted"],
    [0.2, 0.03, "above", "undecided"],
    [0.05, 0.03, "above", "undecided"],
    [0.01, -0.03, "below", "holds"],
    [0.01, 0.03, "below", "refuted"],
    [0.01, -0.03, "either", "holds"],
    [0.5, -0.03, "either", "undecided"],
    [0, 0, "either", "undecided"],
  ] as const)("p = %d, difference %d, claimed %s: %s", (pValue, difference, direction, outcome) => {
    expect(significant({pValue, difference}, {method: "t", direction}).outcome).toBe(outcome);
  });

  it("keeps what the test gave", () => {
    const difference = interval(0.02, 0.04);
    const statistic = {name: "b − c", value: 311};
    const {evidence} = significant({pValue: 0.001, difference}, {method: "McNemar's test", statistic, sampleSize: 10});
    expect(evidence).toEqual({
      method: "McNemar's test",
      criterion: "p < 0.05 and the difference is above 0",
      pValue: 0.001,
      statistic,
      interval: difference,
      sampleSize: 10,
    });
  });

  it.each([Number.NaN, -0.1, 1.1])("refuses a p-value of %d", (pValue) => {
    expect(() => significant({pValue, difference: 1}, {method: "t"})).toThrow(`must lie in [0, 1], got ${pValue}`);
  });

  it("refuses an alpha or a difference that are none", () => {
    expect(() => significant({pValue: 0.5, difference: 1}, {method: "t", alpha: 5})).toThrow("alpha must lie between");
    expect(() => significant({pValue: 0.5, difference: Number.NaN}, {method: "t"})).toThrow("finite number, got NaN");
  });
});

describe("exactly(condition, options)", () => {
  it("holds or is refuted, nothing between", () => {
    const criterion = "every check passed";
    expect(exactly(true, {criterion})).toEqual({outcome: "holds", evidence: {method: "checked exactly", criterion}});
    expect(exactly(false, {criterion}).outcome).toBe("refuted");
  });

  it("refuses what is neither true nor false", () => {
    expect(() => exactly(Number.NaN as unknown as boolean, {criterion: "x"})).toThrow(
      "expected true or false, got NaN",
    );
  });
});
