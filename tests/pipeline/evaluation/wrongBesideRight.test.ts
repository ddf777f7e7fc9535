import {describe, expect, it} from "vitest";
import {seeded} from "../../../src/core/random.js";
import {wrongBesideRight} from "../../../src/pipeline/evaluation/wrongBesideRight.js";

const random = seeded(1);
const yTrue = Uint8Array.from({length: 300}, () => random.int(5));
const yPred = yTrue.map((label) => (random.next() < 0.2 ? random.int(5) : label));

describe("wrongBesideRight(answers, options)", () => {
  it("sets a right answer of the same class beside each wrong one, none twice", () => {
    const {wrong, right} = wrongBesideRight({yTrue, yPred}, {limit: 20, seed: 3});
    expect(wrong).toHaveLength(20);
    expect(new Set([...wrong, ...right]).size).toBe(40);
    wrong.forEach((row, i) => {
      expect(yPred[row]).not.toBe(yTrue[row]);
      expect(yPred[right[i]!]).toBe(yTrue[right[i]!]);
      expect(yPred[right[i]!]).toBe(yPred[row]);
    });
  });
  it("draws others with another seed, and the same with the same", () => {
    const of = (seed: number): unknown => wrongBesideRight({yTrue, yPred}, {limit: 20, seed});
    expect(of(1)).toEqual(of(1));
    expect(of(1)).not.toEqual(of(2));
  });
  it("is empty where all answers are right, or none of a class is", () => {
    expect(wrongBesideRight({yTrue, yPred: yTrue}, {limit: 20})).toEqual({wrong: [], right: []});
    const never = {yTrue: Uint8Array.of(0, 1), yPred: Uint8Array.of(1, 0)};
    expect(wrongBesideRight(never, {limit: 20})).toEqual({wrong: [], right: []});
  });
});
