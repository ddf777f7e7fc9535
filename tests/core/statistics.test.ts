import {describe, expect, it} from "vitest";
import {seeded} from "../../src/core/random.js";
import {bootstrap, deviation, mean, quantile, wilson} from "../../src/core/statistics.js";

describe("mean, deviation, quantile", () => {
  it("agree with NumPy on 1, 2, 4, 8", () => {
    const values = [1, 2, 4, 8];
    expect(mean(values)).toBe(3.75);
    expect(deviation(values)).toBeCloseTo(3.095695936834452, 12); // np.std(ddof=1)
    expect(quantile(values, 0.25)).toBe(1.75);
    expect(quantile(values, 0.5)).toBe(3);
    expect(quantile(values, 1)).toBe(8);
  });

  it("keep their digits on large offsets", () => {
    expect(deviation([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBeCloseTo(Math.sqrt(30), 9);
  });
});

describe("wilson(successes, trials)", () => {
  it("agrees with Newcombe (1998), table I: 81 of 263 and 15 of 148", () => {
    const first = wilson(81, 263);
    expect([first.low, first.high].map((x) => x.toFixed(4))).toEqual(["0.2553", "0.3662"]);
    const second = wilson(15, 148);
    expect([second.low, second.high].map((x) => x.toFixed(4))).toEqual(["0.0624", "0.1605"]);
  });

  it("stays inside [0, 1] at the ends and knows nothing without trials", () => {
    expect(wilson(0, 20).low).toBe(0);
    expect(wilson(20, 20).high).toBe(1);
    expect(wilson(0, 0)).toMatchObject({low: 0, high: 1});
  });
});

describe("bootstrap(rowCount, statistic)", () => {
  it("gives the interval of a mean that theory gives: 1.96 / sqrt(n)", () => {
    const random = seeded("bootstrap");
    const values = Float64Array.from({length: 400}, () => random.normal());
    const {value, low, high} = bootstrap(400, (rows) => mean(Array.from(rows, (r) => values[r]!)), {
      random: seeded(1),
    });
    expect(value).toBeCloseTo(mean(values), 12);
    expect(high - low).toBeGreaterThan(1.7 * (1.96 / 20) * deviation(values));
    expect(high - low).toBeLessThan(2.3 * (1.96 / 20) * deviation(values));
  });

  it("repeats with the same seed", () => {
    const run = (): unknown => bootstrap(50, (rows) => mean(rows), {random: seeded(3), rounds: 200});
    expect(run()).toEqual(run());
  });

  it("refuses rounds and a level that leave nothing to take quantiles of", () => {
    const run = (options: {rounds?: number; level?: number}) => () =>
      bootstrap(3, mean, {random: seeded(1), ...options});
    expect(run({rounds: 0})).toThrow("rounds must be a whole number of at least 1, got 0");
    expect(run({rounds: 1.5})).toThrow("got 1.5");
    expect(run({level: 1})).toThrow("level must lie between 0 and 1 (exclusive), got 1");
  });
});
