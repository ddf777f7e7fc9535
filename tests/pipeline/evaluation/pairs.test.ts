import {describe, expect, it} from "vitest";
import {compareAll} from "../../../src/pipeline/evaluation/compareAll.js";
import {confusedPairs, testAsymmetry} from "../../../src/pipeline/evaluation/confusedPairs.js";
import {errorsTouching} from "../../../src/pipeline/evaluation/errorsTouching.js";
import {evaluate} from "../../../src/pipeline/evaluation/evaluate.js";
import {answered} from "./answers.js";

const of = (length: number, k: number): number[] => new Array<number>(length).fill(k);
/** Class 0 was called 1 seven times, class 1 called 0 once, class 2 called 0 twice; ten examples each. */
const truths = [...of(10, 0), ...of(10, 1), ...of(10, 2)];
const answers = answered(truths, [...of(7, 1), ...of(3, 0), ...of(1, 0), ...of(9, 1), ...of(2, 0), ...of(8, 2)], 3);
const evaluation = evaluate(answers, {rounds: 10});

describe("testAsymmetry(pairs)", () => {
  it("is McNemar's exact test for classes of one size, corrected for the pairs tested together", () => {
    const [first, second] = testAsymmetry(confusedPairs(evaluation));
    // 7 against 1: Fagerland et al. 2013 give .0703. 0 against 2: 1/2.
    expect(first!.pValue).toBeCloseTo(0.0703125, 9);
    expect(first!.adjusted).toBeCloseTo(0.140625, 9);
    expect(second).toMatchObject({classes: ["class 0", "class 2"], pValue: 0.5, adjusted: 0.5});
  });
  it("allows for classes of different sizes: the same rate both ways is no asymmetry", () => {
    const pair = {classes: ["a", "b"] as const, firstAsSecond: 30, secondAsFirst: 10, count: 40, share: 1};
    expect(testAsymmetry([{...pair, supports: [300, 100]}])[0]!.pValue).toBeCloseTo(1, 9);
    expect(testAsymmetry([{...pair, supports: [200, 200]}])[0]!.pValue).toBeLessThan(0.01);
    expect(testAsymmetry([{...pair, supports: [40, 0]}])[0]!.pValue).toBe(1);
  });
  it("has nothing to test where there is no error", () => {
    expect(testAsymmetry(confusedPairs(evaluate(answered([0, 1], [0, 1], 2), {rounds: 5})))).toEqual([]);
  });
});

describe("errorsTouching(evaluation, className)", () => {
  it("counts errors from a class and to it", () => {
    expect(errorsTouching(evaluation, "class 1")).toMatchObject({errors: 10, touching: 8, share: {value: 0.8}});
    expect(errorsTouching(evaluation, "class 0")).toMatchObject({errors: 10, touching: 10});
  });
  it("says nothing of no errors, and knows its classes", () => {
    const {share} = errorsTouching(evaluate(answered([0, 1], [0, 1], 2), {rounds: 5}), "class 0");
    expect(share).toEqual({value: 0, low: 0, high: 1, level: 0.95});
    expect(() => errorsTouching(evaluation, "hat")).toThrow('got "hat"');
  });
});

describe("compareAll(models)", () => {
  it("compares each with each, and corrects McNemar's p by Holm's method", () => {
    const right = answered(truths, truths, 3);
    const wrong = answered(truths, of(30, 0), 3);
    const models = Object.entries({right, answers, wrong}).map(([name, predictions]) => ({name, predictions}));
    const all = compareAll(models, {rounds: 20});
    expect(all.map(({first, second}) => [first, second])).toEqual([
      ["right", "answers"],
      ["right", "wrong"],
      ["answers", "wrong"],
    ]);
    // 10 against 0 and 20 against 0: mid-p 2^-10 and 2^-20; 17 against 7.
    expect(all[1]!.adjusted).toBeCloseTo(3 * 2 ** -20, 12);
    expect(all[0]!.adjusted).toBeCloseTo(2 * 2 ** -10, 12);
    expect(all[2]!.adjusted).toBe(all[2]!.pValue);
    expect(all[2]).toMatchObject({onlyFirst: 17, onlySecond: 7});
  });
});
