import {describe, expect, it} from "vitest";
import {verdictOf} from "../../../src/pipeline/evaluation/verdict.js";

describe("verdictOf(comparison)", () => {
  const difference = (value: number): {value: number; low: number; high: number; level: number} => ({
    value,
    low: 0,
    high: 0,
    level: 0.95,
  });
  const names = {first: "A", second: "B"};

  it("names the winner whichever side it is on", () => {
    expect(verdictOf({pValue: 0.01, difference: difference(0.1)}, names)).toBe(
      "A is better than B, and chance does not explain it",
    );
    expect(verdictOf({pValue: 0.01, difference: difference(-0.1)}, names)).toBe(
      "B is better than A, and chance does not explain it",
    );
  });

  it("names no winner where chance could explain the difference", () => {
    expect(verdictOf({pValue: 0.05, difference: difference(0.1)}, names)).toBe(
      "chance could explain the difference between A and B",
    );
  });
});
