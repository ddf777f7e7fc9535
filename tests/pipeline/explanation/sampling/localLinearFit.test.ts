import {describe, expect, it} from "vitest";
import {seeded} from "../../../../src/core/random.js";
import {localLinearFit, ridge} from "../../../../src/pipeline/explanation/sampling/localLinearFit.js";
import {additive, gameOf, peers} from "./games.js";

const usual = {samples: 200, kernelWidth: 0.25, penalty: 1};

describe("ridge(observations, options)", () => {
  it("fits drawn coalitions as the package lime does", () => {
    const {members, worths, weights, coefficients, intercept, fit} = peers.lime;
    const ys = members.map((row) => worths[row.reduce((n, bit, i) => n + bit * 2 ** i, 0)]!);
    const found = ridge({xs: members.flat(), ys, weights}, {columns: 6, penalty: 1});
    coefficients.forEach((value, i) => {
      expect(found.coefficients[i]).toBeCloseTo(value, 10);
    });
    expect(found.intercept).toBeCloseTo(intercept, 10);
    expect(found.fit).toBeCloseTo(fit, 10);
  });
});

describe("localLinearFit(game, options)", () => {
  it("weighs what it draws as the package lime does", async () => {
    const {members, worths, weights} = peers.lime;
    const drawn: number[] = [];
    // A stream that deals the package's coalitions; the first, everybody, is not drawn.
    const bits = members.slice(1).flat();
    const random = {...seeded(1), int: () => bits[drawn.push(0) - 1]!};
    const found = await localLinearFit(gameOf(worths), {...usual, samples: members.length, random});
    expect(drawn).toHaveLength(bits.length);
    const expected = ridge(
      {xs: members.flat(), ys: members.map((row) => worths[row.reduce((n, bit, i) => n + bit * 2 ** i, 0)]!), weights},
      {columns: 6, penalty: 1},
    );
    expected.coefficients.forEach((value, i) => {
      expect(found.values[i]).toBeCloseTo(value, 10);
    });
  });
  it("recovers a linear game, and says that nothing is left to explain", async () => {
    const values = [1, -2, 0.5, 0, 3];
    const {values: found, fit} = await localLinearFit(gameOf(additive(values, 7)), {
      ...usual,
      penalty: 1e-9,
      random: seeded(2),
    });
    values.forEach((value, i) => {
      expect(found[i]).toBeCloseTo(value, 6);
    });
    expect(fit).toBeCloseTo(1, 9);
  });
  it("draws the same for the same seed, and otherwise something else", async () => {
    const random = seeded(4);
    const game = gameOf(Array.from({length: 256}, () => random.normal()));
    const of = async (seed: number): Promise<number[]> => [
      ...(await localLinearFit(game, {...usual, random: seeded(seed)})).values,
    ];
    expect(await of(1)).toEqual(await of(1));
    expect(await of(1)).not.toEqual(await of(2));
  });
  it("explains a constant game perfectly, by nothing", async () => {
    const {values, fit} = await localLinearFit(gameOf(new Array(16).fill(3)), {...usual, random: seeded(1)});
    expect(values.every((value) => Math.abs(value) < 1e-12)).toBe(true);
    expect(fit).toBe(1);
  });
  it("needs more samples than players", async () => {
    const fitted = localLinearFit(gameOf(new Array(16).fill(3)), {...usual, samples: 4, random: seeded(1)});
    await expect(fitted).rejects.toThrow("4 superpixels need more than 4 samples, got 4; take more samples");
  });
});
