import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {corruptionEntry} from "../../../../src/pipeline/features/corrupt/catalogue.js";
import {breakingPoint} from "../../../../src/pipeline/study/robustness/breakingPoint.js";
import {compareStrongest} from "../../../../src/pipeline/study/robustness/compareStrongest.js";
import {corruptionErrors} from "../../../../src/pipeline/study/robustness/corruptionError.js";
import {judgeLevel} from "../../../../src/pipeline/study/robustness/judgeLevel.js";
import {levelAt} from "../../../../src/pipeline/study/robustness/levelAt.js";
import {trainedRange} from "../../../../src/pipeline/study/robustness/trainedRange.js";
import {answersOf, curveOf, robustnessOf} from "./toyRobustness.js";

const seed = 1;
const threshold = 0.7;

describe("judgeLevel(answers, clean, options)", () => {
  const clean = answersOf("aabbcc", "aabbcc", 0.9);
  it("counts what is right, what was lost and what the wrong answers are", () => {
    const level = judgeLevel(answersOf("aabbcc", "aaaacb", [0.9, 0.9, 0.8, 0.6, 0.9, 0.75]), clean, {seed, threshold});
    expect(level.accuracy.value).toBe(0.5);
    expect(level.cost.value).toBe(0.5);
    expect(level.pValue).toBeCloseTo(0.125, 12); // three lost, none won: twice (1/2)^3, less half the point's weight twice
    expect(level.confidence).toBeCloseTo((0.9 + 0.9 + 0.8 + 0.6 + 0.9 + 0.75) / 6, 6);
    expect(level.loud.value).toBeCloseTo(2 / 3, 12);
    expect(level.collapse).toEqual({name: "a", share: 2 / 3});
  });
  it("counts an answer of just the threshold as sure, as routing gives it without a person", () => {
    const sure = judgeLevel(answersOf("ab", "ba", [0.75, 0.5]), answersOf("ab", "ab", 1), {seed, threshold: 0.75});
    expect(sure.loud.value).toBe(0.5);
  });
  it("has a defined result where nothing is wrong, and where all answers are one class", () => {
    const same = judgeLevel(clean, clean, {seed, threshold});
    expect([same.cost.value, same.cost.low, same.cost.high, same.pValue]).toEqual([0, 0, 0, 1]);
    expect(same.loud).toEqual({value: 0, low: 0, high: 1, level: 0.95});
    expect(same.collapse).toBeNull();
    const one = judgeLevel(answersOf("aabbcc", "cccccc", 1), clean, {seed, threshold});
    expect(one.collapse).toEqual({name: "c", share: 1});
  });
  it("refuses answers to no picture, and to others", () => {
    expect(() => judgeLevel(answersOf("", "", 1), answersOf("", "", 1), {seed, threshold})).toThrow("at least one row");
    expect(() => judgeLevel(answersOf("a", "a", 1), clean, {seed, threshold})).toThrow("the same rows, got 6 and 1");
  });
});

describe("compareStrongest(first, second, options)", () => {
  const {models} = robustnessOf("aabbccaa", {
    strong: [
      ["aabbccaa", "aaaaaaaa", "aabbccaa"],
      ["aabbccaa", "aabbccaa"],
    ],
    weak: [
      ["aabbccaa", "aabbccaa", "cccccccc"],
      ["aabbccaa", "bbccaabb"],
    ],
  });
  it("compares at the strongest of each kind, and corrects for all kinds together", () => {
    const [shift, rotation] = compareStrongest(models[0]!, models[1]!, {seed});
    expect([shift!.kind, shift!.onlyFirst, shift!.onlySecond]).toEqual(["shift", 6, 0]);
    expect([rotation!.kind, rotation!.onlyFirst, rotation!.onlySecond]).toEqual(["rotation", 8, 0]);
    expect(shift!.pValue).toBeCloseTo(2 ** -6, 12); // mid-p: twice the tail less the point
    expect(rotation!.adjusted).toBeCloseTo(2 * 2 ** -8, 12);
    expect(shift!.adjusted).toBeCloseTo(2 ** -6, 12); // the largest of all is not corrected
  });
});

describe("breakingPoint(curve, options)", () => {
  const cost = (value: number, half = 0): {value: number; low: number; high: number; level: number} => ({
    value,
    low: value - half,
    high: value + half,
    level: 0.95,
  });
  it("finds where a straight line between strengths reaches the fall, as for the ends of the interval", () => {
    const curve = curveOf("shift", [0, 2, 6], [cost(0), cost(0.02, 0.02), cost(0.1, 0.02)]);
    expect(breakingPoint(curve).strength).toBeCloseTo(2 + (0.03 / 0.08) * 4, 12);
    expect(breakingPoint(curve).earliest).toBeCloseTo(2 + (0.01 / 0.08) * 4, 12);
    expect(breakingPoint(curve).latest).toBeCloseTo(2 + (0.05 / 0.08) * 4, 12);
  });
  it("goes down where a corruption is stronger at smaller numbers", () => {
    const curve = curveOf("jpeg", [100, 50, 10], [cost(0), cost(0.04), cost(0.06)]);
    expect(breakingPoint(curve).strength).toBeCloseTo(30, 12);
  });
  it("says null where a model does not break within the strengths, or gets better", () => {
    const curve = curveOf("blur", [0, 1, 2], [cost(0), cost(-0.01, 0.01), cost(0.04, 0.02)]);
    expect(breakingPoint(curve)).toEqual({strength: null, earliest: expect.closeTo(1 + 0.05 / 0.06, 12), latest: null});
  });
  it("comes later for a larger fall, and lies between the ends", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100), {minLength: 2, maxLength: 5}), fc.integer({min: 1, max: 50}), (steps, fall) => {
        const costs = steps.map((_, i) => cost(i && steps.slice(0, i).reduce((a, b) => a + b) / 300, i && 0.03));
        const curve = curveOf("noise", [...steps.keys()], costs);
        const [early, late] = [
          breakingPoint(curve, {fall: fall / 100}),
          breakingPoint(curve, {fall: fall / 100 + 0.1}),
        ];
        const end = (x: number | null): number => x ?? Number.POSITIVE_INFINITY;
        expect(end(early.strength)).toBeLessThanOrEqual(end(late.strength));
        expect(end(early.earliest)).toBeLessThanOrEqual(end(early.strength));
        expect(end(early.strength)).toBeLessThanOrEqual(end(early.latest));
      }),
      {numRuns: 50},
    );
  });
});

describe("corruptionErrors(robustness, options)", () => {
  const truth = "aaaaaaaaaaaaaaaaaaaa";
  /** As many wrong answers as asked. */
  const wrong = (count: number): string => "b".repeat(count) + truth.slice(count);
  const result = robustnessOf(truth, {
    good: [
      [wrong(1), wrong(2), wrong(4)],
      [wrong(1), wrong(1), wrong(3)],
    ],
    reference: [
      [wrong(2), wrong(4), wrong(8)],
      [wrong(2), wrong(3), wrong(5)],
    ],
  });
  const [good, reference] = corruptionErrors(result, {reference: "reference", seed});

  it("is the mean over the kinds of the ratio of summed errors (Hendrycks and Dietterich 2019, by hand)", () => {
    expect(good!.clean).toBe(1 / 20);
    expect(good!.mce.value).toBeCloseTo((6 / 12 + 4 / 8) / 2, 12);
    expect(good!.relativeMce!.value).toBeCloseTo((4 / 8 + 2 / 4) / 2, 12);
    expect(good!.added.value).toBeCloseTo((2 / 20 + 1 / 20) / 2, 12);
    expect(good!.addedOverReference.value).toBeCloseTo((2 / 20 + 1 / 20) / 2 - (4 / 20 + 2 / 20) / 2, 12);
    expect(good!.mce.low).toBeLessThan(0.5);
    expect(good!.mce.high).toBeGreaterThan(0.5);
  });
  it("is 1 for the reference itself, in every resample", () => {
    expect(reference!.mce).toEqual({value: 1, low: 1, high: 1, level: 0.95});
    expect(reference!.addedOverReference).toEqual({value: 0, low: 0, high: 0, level: 0.95});
  });
  it("compares confidence with accuracy where the pictures are at their worst", () => {
    // All answers have the probability 0.8: 16 and 17 of 20 are right there.
    expect(good!.overconfidence.value).toBeCloseTo(0.8 - (16 + 17) / 40, 6);
    expect(good!.loud.value).toBe(1);
  });
  it("stays finite where a reference never errs, and where nothing does", () => {
    const perfect = robustnessOf(truth, {own: [[wrong(0), wrong(2)]], reference: [[wrong(0), wrong(0)]]});
    const [own, other] = corruptionErrors(perfect, {reference: "reference", seed});
    expect(own!.mce.value).toBeCloseTo(2 / 0.5, 12);
    expect(own!.relativeMce).toBeNull();
    expect(other!.mce.value).toBe(0);
    expect(other!.loud.value).toBe(0);
  });
  it("refuses a reference that is not among the models", () => {
    expect(() => corruptionErrors(result, {reference: "alexnet", seed})).toThrow(
      'to be "good", "reference", got "alexnet"',
    );
  });
});

describe("levelAt(model, kind, strength)", () => {
  const {models} = robustnessOf("aa", {only: [["aa", "ab", "bb"]]});
  it("finds a strength, or the strongest", () => {
    expect(levelAt(models[0]!, "shift", 1).accuracy.value).toBe(0.5);
    expect(levelAt(models[0]!, "shift").accuracy.value).toBe(0);
  });
  it("says what was asked about", () => {
    expect(() => levelAt(models[0]!, "shift", 9)).toThrow("shift at 0, 1, 2, not at 9");
    expect(() => levelAt(models[0]!, "blur")).toThrow("only was not asked about blur");
  });
});

describe("trainedRange(augmentation)", () => {
  it("says how far a training went, in the units of the corruptions", () => {
    const patches = {count: 2, smallest: 5, largest: 8};
    expect(trainedRange({flip: "alternating", shift: 1, patches})).toEqual({shift: 1, occlusion: 8});
    expect(trainedRange({rotation: 10, translation: 0.5, brightness: 20, contrast: 0})).toEqual({
      shift: 0.5,
      rotation: 10,
      brightness: 20,
    });
    expect(trainedRange()).toEqual({});
  });
  it("speaks of kinds that the catalogue has", () => {
    const all = trainedRange({
      shift: 1,
      rotation: 1,
      contrast: 0.1,
      brightness: 1,
      patches: {count: 1, smallest: 1, largest: 2},
    });
    for (const kind of Object.keys(all)) expect(corruptionEntry(kind as "shift").kind).toBe(kind);
  });
});
