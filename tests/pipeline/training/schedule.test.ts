import {readFileSync} from "node:fs";
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {assertSchedule, learningRateAt, type Schedule} from "../../../src/pipeline/training/schedule.js";
import type {Reached} from "../../../src/pipeline/training/stall.js";

const at = (schedule: Schedule, moments: number[]): number[] => moments.map((p) => learningRateAt(schedule, p));

describe("learningRateAt(schedule, progress)", () => {
  it("constant stays", () => expect(at({kind: "constant", learningRate: 2}, [0, 0.5, 1])).toEqual([2, 2, 2]));
  it("step multiplies by the factor at each share", () => {
    expect(at({kind: "step", learningRate: 8, at: [0.25, 0.5], factor: 0.5}, [0, 0.25, 0.4, 0.5, 1])).toEqual([
      8, 4, 4, 2, 2,
    ]);
  });
  it("exponential falls by the same factor in equal times", () => {
    const [start, middle, end] = at({kind: "exponential", learningRate: 1, end: 0.01}, [0, 0.5, 1]);
    expect(start).toBe(1);
    expect(middle).toBeCloseTo(0.1, 12);
    expect(end).toBeCloseTo(0.01, 12);
  });
  it("cosine warms up linearly, is half way down in the middle and ends at zero", () => {
    const found = at({kind: "cosine", learningRate: 4, warmUp: 0.2}, [0, 0.1, 0.2, 0.6, 1]);
    for (const [i, expected] of [0, 2, 4, 2, 0].entries()) expect(found[i]).toBeCloseTo(expected, 12);
  });
  it("one-cycle starts at a share of the peak, peaks after the warm-up and ends at its end", () => {
    const cycle = {kind: "one-cycle", learningRate: 10, warmUp: 0.3, start: 0.04, end: 4e-6} as const;
    const found = at(cycle, [0, 0.15, 0.3, 0.65, 1]);
    for (const [i, expected] of [0.4, 5.2, 10, 5.00002, 4e-5].entries()) expect(found[i]).toBeCloseTo(expected, 9);
  });
  it("follows the cosine to the last digits", () => {
    fc.assert(
      fc.property(fc.double({min: 0, max: 1, noNaN: true}), (share) => {
        const rate = learningRateAt({kind: "cosine", learningRate: 2, warmUp: 0}, share);
        expect(rate).toBeCloseTo(1 + Math.cos(Math.PI * share), 14);
      }),
    );
  });
  it("never passes its peak and never turns negative", () => {
    const schedule = fc.constantFrom<Schedule>(
      {kind: "constant", learningRate: 1},
      {kind: "step", learningRate: 1, at: [0.3]},
      {kind: "exponential", learningRate: 1},
      {kind: "cosine", learningRate: 1},
      {kind: "cosine", learningRate: 1, warmUp: 0},
      {kind: "one-cycle", learningRate: 1},
      {kind: "plateau", learningRate: 1},
    );
    fc.assert(
      fc.property(schedule, fc.double({min: 0, max: 1, noNaN: true}), (each, progress) => {
        const rate = learningRateAt(each, progress);
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(1);
      }),
    );
  });
});

/** What PyTorch computed; see training.py beside it. */
const torch = JSON.parse(readFileSync("tests/fixtures/torch/training.json", "utf8")) as {
  readonly learningRate: number;
  readonly losses: readonly number[];
  readonly plateau: readonly {
    readonly patience: number;
    readonly minDelta: number;
    readonly minimum: number;
    readonly mode: "min" | "max";
    readonly rates: readonly number[];
  }[];
} & Readonly<Record<Exclude<Schedule["kind"], "constant" | "plateau">, readonly number[]>>;

describe("next to PyTorch's schedulers", () => {
  const {learningRate} = torch;
  const expectRates = (found: readonly number[], expected: readonly number[]): void => {
    expect(found).toHaveLength(expected.length);
    for (const [i, rate] of found.entries()) expect(rate).toBeCloseTo(expected[i]!, 8);
  };
  const over = (schedule: Schedule, steps: number): number[] =>
    at(
      schedule,
      Array.from({length: 20}, (_, step) => step / steps),
    );

  it("step is MultiStepLR", () => {
    expectRates(over({kind: "step", learningRate, at: [5 / 20, 12 / 20], factor: 0.3}, 20), torch.step);
  });
  it("exponential is ExponentialLR", () => {
    expectRates(over({kind: "exponential", learningRate, end: 0.8 ** 20}, 20), torch.exponential);
  });
  it("cosine is LinearLR, then CosineAnnealingLR", () => {
    expectRates(over({kind: "cosine", learningRate, warmUp: 5 / 20}, 20), torch.cosine);
  });
  it("one-cycle is OneCycleLR, which ends at its last step and not after it", () => {
    const [peak, last] = [0.3 * 20 - 1, 20 - 1];
    const schedule = {kind: "one-cycle", learningRate, warmUp: peak / last, start: 0.1, end: 0.001} as const;
    expectRates(over(schedule, last).slice(0, 19), torch["one-cycle"]);
  });
  it.each(torch.plateau)(
    "plateau is ReduceLROnPlateau, whose patience of $patience is one less: minDelta $minDelta, minimum $minimum, mode $mode",
    ({patience, minDelta, minimum, mode, rates}) => {
      const records = torch.losses.map((loss): Reached => ({validationLoss: loss, validationAccuracy: 1 - loss}));
      const watch = mode === "min" ? "loss" : "accuracy";
      const kind = {
        kind: "plateau",
        learningRate,
        factor: 0.5,
        patience: patience + 1,
        minimum,
        minDelta,
        watch,
      } as const;
      expectRates(
        records.map((_, epoch) => learningRateAt(kind, 0, records.slice(0, epoch))),
        rates,
      );
    },
  );
});

describe("assertSchedule(schedule)", () => {
  it.each<[Schedule, string]>([
    [{kind: "constant", learningRate: 0}, "schedule constant: learningRate must be positive, got 0"],
    [{kind: "cosine", learningRate: 1, warmUp: 1}, "schedule cosine: warmUp must lie in [0, 1), got 1"],
    [{kind: "exponential", learningRate: 1, end: 0}, "schedule exponential: end must be positive, got 0"],
    [{kind: "step", learningRate: 1, at: [0.5, 30]}, "schedule step: at must hold shares in [0, 1], got 30"],
    [{kind: "one-cycle", learningRate: 1, end: -1}, "schedule one-cycle: end must lie in [0, 1], got -1"],
    [
      {kind: "plateau", learningRate: 1, factor: 1},
      "schedule plateau: factor must lie between 0 and 1 (exclusive), got 1",
    ],
    [
      {kind: "plateau", learningRate: 1, patience: 0},
      "schedule plateau: patience must be a whole number of at least 1, got 0",
    ],
    [{kind: "plateau", learningRate: 1, minimum: 2}, "schedule plateau: minimum must lie in [0, 1], got 2"],
    [
      {kind: "plateau", learningRate: 1, minDelta: -1},
      "schedule plateau: minDelta must be a number of at least 0, got -1",
    ],
    [{kind: "linear"} as unknown as Schedule, "schedule linear: learningRate must be positive, got NaN"],
    [{kind: "linear", learningRate: 1} as unknown as Schedule, 'schedule: unknown kind "linear"'],
  ])("refuses %o", (schedule, message) => expect(() => assertSchedule(schedule)).toThrow(message));
});
