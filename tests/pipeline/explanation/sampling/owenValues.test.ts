import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {hierarchyOf} from "../../../../src/pipeline/explanation/sampling/hierarchy.js";
import {owenValues} from "../../../../src/pipeline/explanation/sampling/owenValues.js";
import {additive, gameOf, peers, shapleyByDefinition} from "./games.js";

describe("owenValues(game, hierarchy)", () => {
  it("is what the package shap says", async () => {
    const {hierarchy, worths, values} = peers.partition;
    const found = await owenValues(gameOf(worths), hierarchy);
    values.forEach((value, i) => {
      expect(found.values[i]).toBeCloseTo(value, 10);
    });
  });
  it("sums to what everybody is worth above nobody", async () => {
    const tables = fc.array(fc.double({min: -10, max: 10, noNaN: true}), {minLength: 32, maxLength: 32});
    await fc.assert(
      fc.asyncProperty(tables, async (table) => {
        const {values} = await owenValues(gameOf(table), [
          [0, [1, 2]],
          [4, 3],
        ]);
        expect(values.reduce((a, b) => a + b, 0)).toBeCloseTo(table[31]! - table[0]!, 8);
      }),
      {numRuns: 40},
    );
  });
  it("is Shapley's value for two players, and for any who add up", async () => {
    const table = [0.3, 2, -1, 5];
    expect([...(await owenValues(gameOf(table), [0, 1])).values]).toEqual(shapleyByDefinition(table));
    const values = [3, 0, -1, 4];
    const found = await owenValues(gameOf(additive(values, 2)), [
      [0, 1],
      [2, 3],
    ]);
    values.forEach((value, i) => {
      expect(found.values[i]).toBeCloseTo(value, 12);
    });
  });
  it("asks about each coalition once: 2/3 (n² - 1) + 2 for a balanced hierarchy of n", async () => {
    const game = gameOf(additive([1, 2, 3, 4, 5, 6, 7, 8]));
    const {asked} = await owenValues(game, hierarchyOf([0, 1, 2, 3, 4, 5, 6, 7].map((x) => ({y: 0, x}))));
    expect(asked).toBe(44);
    expect(game.asked()).toBe(44);
  });
  it("is everything for one player, and nothing for none", async () => {
    expect([...(await owenValues(gameOf([2, 5]), 0)).values]).toEqual([3]);
    expect((await owenValues(gameOf([2]), undefined)).values).toHaveLength(0);
  });
});

describe("hierarchyOf(places)", () => {
  it("halves across the longer side, neighbours last", () => {
    const places = [0, 1, 2, 3, 4].map((x) => ({y: x % 2, x: 3 * x}));
    expect(hierarchyOf(places)).toEqual([
      [[0, 1], 2],
      [3, 4],
    ]);
    expect(hierarchyOf([])).toBeUndefined();
  });
});
