import {describe, expect, it} from "vitest";
import {evaluate} from "../../../src/pipeline/evaluation/evaluate.js";
import {extremes} from "../../../src/pipeline/evaluation/extremes.js";
import {answered, asked} from "./answers.js";

describe("predictions(set, probabilities)", () => {
  it("refuses rows that do not sum to 1, as logits and scores do not", () => {
    expect(() => asked([0, 1], [0.5, 0.5, 0.9, 0.9], 2)).toThrow("row 1 of the test set sums to 1.800; expected 1");
    expect(() => asked([0], [0, 0], 2)).toThrow("row 0 of the test set sums to 0.000");
  });
  it("accepts rows that were rounded to three digits", () => {
    expect(asked([0], [0.333, 0.333, 0.333], 3).yPred).toEqual(Uint8Array.from([0]));
  });
  it("refuses labels of no class and infinite probabilities", () => {
    expect(() => asked([0, 3], [1, 0, 0, 1], 2)).toThrow("row 1 of the test set is of class 3; expected 0 to 1");
    expect(() => asked([0], [Number.POSITIVE_INFINITY, 0], 2)).toThrow("row 0 of the test set holds Infinity");
  });
  it("refuses more classes than a byte can number", () => {
    expect(() => asked([], [], 257)).toThrow("expected 1 to 256 classes in the test set, got 257");
  });
  it("takes an empty set, of which evaluate says nothing", () => {
    expect(asked([], [], 2).count).toBe(0);
    expect(() => evaluate(asked([], [], 2))).toThrow("expected at least one prediction");
  });
});

describe("evaluate and extremes with a class without examples", () => {
  const evaluation = evaluate(answered([0, 0, 1, 1], [0, 0, 1, 0], 3), {rounds: 20});
  it("leave it out of the mean F1, as scikit-learn does, and out of weakest and strongest", () => {
    expect(evaluation.macroF1.value).toBeCloseTo((0.8 + 2 / 3) / 2, 12);
    expect(extremes(evaluation).weakest.name).toBe("class 1");
  });
});
