import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {fitNormaliser} from "../../../src/pipeline/features/normalise.js";
import {toySet} from "../model/toySet.js";

const setOf = (images: number[]) => ({...toySet("train", 1), images: Uint8Array.from(images)});

describe("fitNormaliser(set)", () => {
  it("finds the textbook mean and population deviation", () => {
    // Wikipedia, "Standard deviation": 2 4 4 4 5 5 7 9 has mean 5 and deviation 2.
    expect(fitNormaliser(setOf([2, 4, 4, 4, 5, 5, 7, 9]))).toEqual({mean: 5, deviation: 2});
  });
  it("gives pictures of one grey deviation 1, so that nothing is divided by zero", () => {
    expect(fitNormaliser(setOf([9, 9, 9]))).toEqual({mean: 9, deviation: 1});
  });
  it("does not depend on the order of the pixels", () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 1}), (pixels) => {
        expect(fitNormaliser(setOf([...pixels].reverse()))).toEqual(fitNormaliser(setOf([...pixels])));
      }),
    );
  });
});
