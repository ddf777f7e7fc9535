import {describe, expect, it} from "vitest";
import {crossValidate} from "../../../src/pipeline/study/crossValidate.js";
import {temporaryFolder} from "../../temporaryFolder.js";
import {spied, toyData, toyEngine} from "./toyContender.js";

describe("crossValidate", () => {
  it("answers every picture once, by a training that had not seen it", async () => {
    const {contender, lessons} = spied();
    const {folds, outOfFold, accuracy, deviation} = await crossValidate({
      contender,
      data: toyData,
      folds: 3,
      seed: 1,
      profile: "quick",
      place: {folder: temporaryFolder("folds")},
      engine: toyEngine,
    });
    expect(folds.map(({run}) => run)).toEqual([1, 2, 3].map((fold) => `toy-seed-1-fold-${fold}-of-3`));
    expect(folds.map(({counts}) => counts)).toEqual(Array(3).fill({train: 36, validation: 4, heldOut: 20}));
    expect(outOfFold.count).toBe(60);
    // The spy's fold shows in its answers: 20 pictures each, and each with the sureness of that fold.
    const sureness = [1, 2, 3].map((fold) => Math.exp(fold) / (Math.exp(fold) + 3));
    const rows = sureness.map((p) =>
      outOfFold.yTrue.filter((_, i) => Math.abs(outOfFold.probabilities[4 * i + 1]! - p) < 1e-6),
    );
    expect(rows.map(({length}) => length)).toEqual([20, 20, 20]);
    for (const [i, {accuracy: share}] of folds.entries()) {
      expect(share).toBe(rows[i]!.filter((label) => label === 1).length / 20);
    }
    const mean = folds.reduce((sum, fold) => sum + fold.accuracy, 0) / 3;
    expect(accuracy.value).toBeCloseTo(mean, 12);
    expect(deviation).toBeCloseTo(Math.sqrt(folds.reduce((sum, fold) => sum + (fold.accuracy - mean) ** 2, 0) / 2), 12);
    expect(lessons.map(({drawing}) => drawing["fold"])).toEqual([1, 2, 3]);
  });
});
