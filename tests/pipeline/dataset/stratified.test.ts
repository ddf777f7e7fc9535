import fc from "fast-check";
import {describe, expect, it} from "vitest";
import type {ImageSet} from "../../../src/pipeline/dataset/imageSet.js";
import {stratifiedSplit} from "../../../src/pipeline/dataset/stratifiedSplit.js";
import {subset} from "../../../src/pipeline/dataset/subset.js";
import {tinySet} from "./tinySource.js";

const anySet = fc
  .array(fc.integer({min: 0, max: 2}), {minLength: 4, maxLength: 80})
  .map((labels) => tinySet("train", labels));
const counts = ({labels}: ImageSet): number[] => [0, 1, 2].map((c) => labels.filter((label) => label === c).length);
/** The first pixel of a tiny picture is its row. */
const rows = ({images}: ImageSet): number[] => [...images].filter((_, i) => i % 4 === 0);

describe("subset(set, limit, seed)", () => {
  it("keeps the share of each class to within one picture", () => {
    fc.assert(
      fc.property(anySet, fc.double({min: 0.05, max: 1, noNaN: true}), fc.integer(), (set, share, seed) => {
        const limit = Math.max(1, Math.floor(set.count * share));
        const part = subset(set, limit, seed);
        expect(part.count).toBe(limit);
        counts(set).forEach((all, c) => {
          expect(Math.abs(counts(part)[c]! - (all * limit) / set.count)).toBeLessThan(1);
        });
      }),
    );
  });

  it("keeps pictures with their labels and rows in order", () => {
    const set = tinySet("train", [0, 1, 2, 0, 1, 2, 0, 1, 2]);
    const part = subset(set, 5, 3);
    expect(rows(part)).toEqual([...rows(part)].sort((a, b) => a - b));
    expect([...part.labels]).toEqual(rows(part).map((row) => set.labels[row]));
  });

  it("draws the same rows from the same seed, others from another", () => {
    const set = tinySet(
      "train",
      Array.from({length: 60}, (_, i) => i % 3),
    );
    expect(rows(subset(set, 20, 1))).toEqual(rows(subset(set, 20, 1)));
    expect(rows(subset(set, 20, 1))).not.toEqual(rows(subset(set, 20, 2)));
  });

  it("returns a set that is small enough as it is", () => {
    const set = tinySet("train", [0, 1, 2]);
    expect(subset(set, 3, 1)).toBe(set);
    expect(subset(set, 60_000, 1)).toBe(set);
  });

  it.each([0, -1, 2.5, Number.NaN])("refuses a limit of %d", (limit) => {
    expect(() => subset(tinySet("train", [0]), limit, 1)).toThrow(
      `subset: limit must be a whole number of at least 1, got ${limit}`,
    );
  });
});

describe("stratifiedSplit(set, options)", () => {
  it("puts every picture on exactly one side", () => {
    fc.assert(
      fc.property(anySet, fc.double({min: 0.2, max: 0.8, noNaN: true}), fc.integer(), (set, fraction, seed) => {
        const {train, validation} = stratifiedSplit(set, {fraction, seed});
        const all = [...rows(train), ...rows(validation)].sort((a, b) => a - b);
        expect(all).toEqual(rows(set));
        expect(validation.count).toBe(Math.round(set.count * fraction));
      }),
    );
  });

  it("holds out the same share of each class", () => {
    const set = tinySet("train", [...new Array(60).fill(0), ...new Array(30).fill(1), ...new Array(10).fill(2)]);
    const {train, validation} = stratifiedSplit(set, {seed: 7});
    expect(counts(train)).toEqual([54, 27, 9]);
    expect(counts(validation)).toEqual([6, 3, 1]);
    expect([train.name, validation.name]).toEqual(["train", "validation"]);
  });

  it.each([0, 1, 1.2, Number.NaN])("refuses a fraction of %d", (fraction) => {
    expect(() => stratifiedSplit(tinySet("train", [0, 1, 2]), {fraction, seed: 1})).toThrow(
      `fraction must lie between 0 and 1 (exclusive) and leave pictures on both sides, got ${fraction} of 3`,
    );
  });
});
