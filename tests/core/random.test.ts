import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {permutation, seeded, shuffled} from "../../src/core/random.js";
import {deviation, mean} from "../../src/core/statistics.js";

describe("seeded(seed)", () => {
  it("gives the same stream for the same seed and another for another", () => {
    const draw = (seed: number | string): number[] => Array.from({length: 5}, seeded(seed).next);
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(draw("train")).not.toEqual(draw("test"));
  });

  it("keeps its stream from one release to the next", () => {
    const random = seeded(42);
    expect([random.int(1000), random.int(1000), random.int(1000)]).toMatchInlineSnapshot(`
      [
        635,
        937,
        464,
      ]
    `);
  });

  it("treats seed 0 as a seed like any other", () => {
    expect(seeded(0).next()).toBe(seeded(0).next());
  });

  it("draws uniform numbers in [0, 1): mean 1/2, deviation 1/sqrt(12)", () => {
    const random = seeded("uniform");
    const draws = Array.from({length: 50_000}, () => random.next());
    expect(Math.min(...draws.slice(0, 10_000))).toBeGreaterThanOrEqual(0);
    expect(mean(draws)).toBeCloseTo(0.5, 2);
    expect(deviation(draws)).toBeCloseTo(1 / Math.sqrt(12), 2);
  });

  it("draws normal numbers: mean 0, deviation 1, 68.27 % within one deviation", () => {
    const random = seeded("normal");
    const draws = Array.from({length: 50_000}, () => random.normal());
    expect(mean(draws)).toBeCloseTo(0, 1);
    expect(deviation(draws)).toBeCloseTo(1, 1);
    expect(draws.filter((x) => Math.abs(x) < 1).length / draws.length).toBeCloseTo(0.6827, 2);
  });

  it("forks by name, whatever was drawn before", () => {
    const early = seeded(1).fork("dropout").next();
    const random = seeded(1);
    random.next();
    expect(random.fork("dropout").next()).toBe(early);
    expect(random.fork("shuffle").next()).not.toBe(early);
  });
});

describe("shuffled(items, random)", () => {
  it("loses and invents nothing, and leaves its input alone", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        const before = [...items];
        const result = shuffled(items, seeded(seed));
        expect(items).toEqual(before);
        expect([...result].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b));
      }),
    );
  });

  it("visits all orders equally often (chi-squared over 3! orders, 6,000 shuffles, 1 % level: 15.09)", () => {
    const random = seeded("orders");
    const counts = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const key = permutation(3, random).join("");
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const chi2 = [...counts.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0);
    expect(counts.size).toBe(6);
    expect(chi2).toBeLessThan(15.09);
  });
});
