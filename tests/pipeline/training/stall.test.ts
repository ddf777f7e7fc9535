import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {assertStall, isBetter, type Reached, type StallOptions, stallOf} from "../../../src/pipeline/training/stall.js";

const reached = (losses: readonly number[]): Reached[] =>
  losses.map((loss) => ({validationLoss: loss, validationAccuracy: 1 - loss}));

describe("stallOf(records, options)", () => {
  it("counts the epochs since the last that was better", () => {
    expect(stallOf([]).idle).toBe(0);
    expect(stallOf(reached([0.5, 0.4, 0.4, 0.45])).idle).toBe(2);
    expect(stallOf(reached([0.5, 0.4, 0.45, 0.3])).idle).toBe(0);
  });
  it("takes many small gains together: each is held against the last epoch that counted", () => {
    const slow = reached([0.5, 0.46, 0.42, 0.38]);
    expect(stallOf(slow, {minDelta: 0.05}).idle).toBe(1);
    expect(stallOf(slow, {minDelta: 0.2}).idle).toBe(3);
  });
  it("begins to count anew after each plateau, but remembers what was best", () => {
    expect(stallOf(reached([0.5, 0.6, 0.6, 0.55, 0.55]), {patience: 2})).toEqual({idle: 4, plateaus: 2});
  });
  it("watches loss and accuracy in the same way", () => {
    const losses = fc.array(fc.integer({min: 0, max: 16}), {maxLength: 20});
    fc.assert(
      fc.property(losses, fc.integer({min: 0, max: 3}), fc.integer({min: 1, max: 4}), (sixteenths, delta, patience) => {
        const records = reached(sixteenths.map((n) => n / 16));
        const options = {minDelta: delta / 16, patience};
        const other = stallOf(records, {...options, watch: "accuracy"});
        expect(stallOf(records, {...options, watch: "loss"})).toEqual(other);
        expect(other.plateaus).toBeGreaterThanOrEqual(Math.floor(other.idle / patience));
      }),
    );
  });
});

it("isBetter compares by the figure that is watched", () => {
  const [sure, right] = [
    {validationLoss: 0.3, validationAccuracy: 0.8},
    {validationLoss: 0.4, validationAccuracy: 0.9},
  ];
  expect([isBetter(sure, right, "loss"), isBetter(sure, right, "accuracy")]).toEqual([true, false]);
  expect(isBetter(sure, sure, "loss")).toBe(false);
});

it.each<[StallOptions, string]>([
  [{watch: "f1" as "loss"}, 'training: watch must be "loss" or "accuracy", got "f1"'],
  [{minDelta: Number.NaN}, "training: minDelta must be a number of at least 0, got NaN"],
])("assertStall refuses %o", (options, message) => expect(() => assertStall("training", options)).toThrow(message));
