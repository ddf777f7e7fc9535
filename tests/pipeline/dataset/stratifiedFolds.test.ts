import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {stratifiedFolds} from "../../../src/pipeline/dataset/stratifiedFolds.js";

const fixture = JSON.parse(readFileSync("tests/fixtures/study/study.json", "utf8")) as {
  readonly labels: string;
  readonly foldCounts: readonly (readonly number[])[];
};
const setOf = (labels: readonly number[]): Parameters<typeof stratifiedFolds>[0] => ({
  labels: Uint8Array.from(labels),
  count: labels.length,
  classNames: ["a", "b", "c", "d"],
});
const countsOf = (rows: readonly number[], labels: readonly number[]): number[] =>
  [0, 1, 2, 3].map((c) => rows.filter((row) => labels[row] === c).length);
const sorted = (table: readonly (readonly number[])[]): readonly string[] => table.map(String).sort();

describe("stratifiedFolds(set, options)", () => {
  it("deals the classes as scikit-learn's StratifiedKFold does", () => {
    const labels = [...fixture.labels].map(Number);
    const folds = stratifiedFolds(setOf(labels), {folds: 5, seed: 0});
    expect(sorted(folds.map((rows) => countsOf(rows, labels)))).toEqual(sorted(fixture.foldCounts));
  });
  it("holds out every row exactly once, in folds that differ by at most one picture, in all and in each class", () => {
    const labels = fc.array(fc.integer({min: 0, max: 3}), {minLength: 8, maxLength: 60});
    fc.assert(
      fc.property(labels, fc.integer({min: 2, max: 8}), fc.integer(), (all, count, seed) => {
        const folds = stratifiedFolds(setOf(all), {folds: count, seed});
        expect(folds.flat().sort((a, b) => a - b)).toEqual(all.map((_, row) => row));
        const sizes = folds.map((rows) => [rows.length, ...countsOf(rows, all)]);
        for (const column of sizes[0]!.keys()) {
          const sizesOfClass = sizes.map((size) => size[column]!);
          expect(Math.max(...sizesOfClass) - Math.min(...sizesOfClass)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
  it("draws the same folds from the same seed, and others from another", () => {
    const set = setOf(Array.from({length: 40}, (_, i) => i % 4));
    expect(stratifiedFolds(set, {seed: 1})).toEqual(stratifiedFolds(set, {seed: 1}));
    expect(stratifiedFolds(set, {seed: 1})).not.toEqual(stratifiedFolds(set, {seed: 2}));
  });
  it.each([1, 9, 2.5])("rejects %d folds of 8 rows", (folds) => {
    expect(() => stratifiedFolds(setOf([0, 1, 2, 3, 0, 1, 2, 3]), {folds, seed: 0})).toThrow(
      `expected a whole number of folds from 2 to 8, the number of rows, got ${folds}`,
    );
  });
});
