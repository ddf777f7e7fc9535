import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {kernelCoalitions} from "../../../../src/pipeline/explanation/sampling/kernelCoalitions.js";
import {constrainedFit, shapleyRegression} from "../../../../src/pipeline/explanation/sampling/shapleyRegression.js";
import {additive, gameOf, peers, shapleyByDefinition} from "./games.js";

const exact = {samples: 1000, random: seeded(1)};
const worths = (players: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({min: -10, max: 10, noNaN: true}), {minLength: 2 ** players, maxLength: 2 ** players});
const anyWorths = fc.integer({min: 1, max: 6}).chain(worths);
const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((a, b) => a + b, 0);

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, digits = 8): void {
  expect(actual.length).toBe(expected.length);
  Array.from(expected).forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, digits);
  });
}

describe("shapleyRegression(game, options), over all coalitions", () => {
  it("is Shapley's formula", async () => {
    await fc.assert(
      fc.asyncProperty(anyWorths, async (table) => {
        expectClose((await shapleyRegression(gameOf(table), exact)).values, shapleyByDefinition(table));
      }),
      {numRuns: 30},
    );
  });
  it("gives equals their equal share (symmetry)", async () => {
    await fc.assert(
      fc.asyncProperty(worths(5), async (table) => {
        const swapped = (n: number): number => (n & ~3) | ((n & 1) << 1) | ((n & 2) >> 1);
        const alike = table.map((worth, n) => (worth + table[swapped(n)]!) / 2); // players 0 and 1 change nothing by changing places
        const {values} = await shapleyRegression(gameOf(alike), exact);
        expect(values[0]).toBeCloseTo(values[1]!, 8);
      }),
      {numRuns: 30},
    );
  });
  it("gives nothing to who changes nothing (dummy)", async () => {
    await fc.assert(
      fc.asyncProperty(worths(5), async (table) => {
        const without = table.map((_, n) => table[n & ~4]!); // player 2
        expect((await shapleyRegression(gameOf(without), exact)).values[2]).toBeCloseTo(0, 8);
      }),
      {numRuns: 30},
    );
  });
  it("of a sum of games is the sum (linearity)", async () => {
    await fc.assert(
      fc.asyncProperty(worths(4), worths(4), fc.double({min: -3, max: 3, noNaN: true}), async (a, b, factor) => {
        const of = async (table: number[]): Promise<Float64Array> =>
          (await shapleyRegression(gameOf(table), exact)).values;
        const [ofA, ofB] = [await of(a), await of(b)];
        expectClose(
          await of(a.map((worth, n) => worth + factor * b[n]!)),
          ofA.map((value, i) => value + factor * ofB[i]!),
          7,
        );
      }),
      {numRuns: 30},
    );
  });
  it("is what the package shap says", async () => {
    const {values, asked} = await shapleyRegression(gameOf(peers.exact.worths), exact);
    expectClose(values, peers.exact.values, 10);
    expect(asked).toBe(64);
  });
});

describe("shapleyRegression(game, options), over drawn coalitions", () => {
  const random = seeded(3);
  const table = Array.from({length: 2 ** 10}, () => random.normal());

  it("keeps the sum (efficiency), whatever is drawn", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({min: 20, max: 300}), fc.integer(), async (samples, seed) => {
        const {values, asked} = await shapleyRegression(gameOf(table), {samples, random: seeded(seed)});
        expect(sum(values)).toBeCloseTo(table.at(-1)! - table[0]!, 9);
        expect(asked).toBeLessThanOrEqual(samples + 2);
      }),
      {numRuns: 20},
    );
  });
  it("is exact where the worth is a sum, however few are drawn", async () => {
    const values = [1, -2, 0.5, 0, 3, 1, 1, -1, 4, 2];
    const found = await shapleyRegression(gameOf(additive(values, 7)), {samples: 24, random: seeded(1)});
    expectClose(found.values, values);
  });
  it("comes nearer to the values with more samples", async () => {
    const truth = shapleyByDefinition(table);
    const errorOf = async (samples: number): Promise<number> => {
      const runs = [1, 2, 3, 4, 5, 6].map(async (seed) => {
        const {values} = await shapleyRegression(gameOf(table), {samples, random: seeded(seed)});
        return sum(values.map((value, i) => (value - truth[i]!) ** 2));
      });
      return sum(await Promise.all(runs));
    };
    expect(await errorOf(400)).toBeLessThan((await errorOf(60)) / 3);
  });
  it("asks about everything where the samples reach for it", async () => {
    const game = gameOf(table);
    await shapleyRegression(game, {samples: 1022, random: seeded(1)});
    expect(game.asked()).toBe(1024);
  });
  it("needs two samples for each player", async () => {
    await expect(shapleyRegression(gameOf(table), {samples: 19, random: seeded(1)})).rejects.toThrow(
      "10 superpixels need at least 20 samples, got 19; take more samples or fewer segments",
    );
  });
  it("gives a single player everything, and nobody nothing", async () => {
    expect([...(await shapleyRegression(gameOf([2, 5]), exact)).values]).toEqual([3]);
    expect((await shapleyRegression(gameOf([2]), exact)).values).toHaveLength(0);
  });
});

describe("kernelCoalitions(players, options)", () => {
  it("draws each coalition with its complement, all of the outermost sizes first, and none twice", () => {
    const {members, weights} = kernelCoalitions(12, {samples: 300, random: seeded(5)});
    const keys = weights.reduce((set: Map<string, number>, weight, i) => {
      return set.set(members.subarray(12 * i, 12 * i + 12).join(""), weight);
    }, new Map());
    expect(keys.size).toBe(weights.length);
    for (const [key, weight] of keys) {
      const other = [...key].map((bit) => (bit === "1" ? "0" : "1")).join("");
      expect(keys.get(other)).toBeCloseTo(weight, 12);
    }
    const ofOne = [...keys.keys()].filter((key) => key.replaceAll("0", "") === "1");
    expect(ofOne).toHaveLength(12);
    expect(sum(weights)).toBeCloseTo(1, 12);
  });
});

describe("constrainedFit(observations, options)", () => {
  it("solves what the package shap has drawn as it does", () => {
    const {members, weights, worths: table, values, players} = peers.drawn;
    const ys = members.map((row) => table[row.reduce((n, bit, i) => n + bit * 2 ** i, 0)]! - table[0]!);
    const found = constrainedFit({xs: members.flat(), ys, weights}, {columns: players, sum: table.at(-1)! - table[0]!});
    expectClose(found, values, 10);
  });
});
